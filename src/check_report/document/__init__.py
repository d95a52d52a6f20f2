"""A report as a document (.docx, .pdf, .md, .txt, .xlsx, .html): to a folder and back."""
