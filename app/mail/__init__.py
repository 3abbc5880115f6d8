"""Going out: a digest becomes text and HTML, and is handed to a mail server."""
