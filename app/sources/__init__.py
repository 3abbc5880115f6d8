"""The outside coming in: folders now, handed on as `IncomingDocument`."""
