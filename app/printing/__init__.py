"""Lists and letters as files to put on an agenda, edit and send: DOCX and PDF."""
