"""A report as a document (.docx, .pdf, .md, .txt, .xlsx, .html): read into a report folder, and written back."""
