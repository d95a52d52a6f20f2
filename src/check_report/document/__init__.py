"""A report as a document (.docx, .pdf, .md, .txt, .xlsx): read into a report folder, and written back."""
