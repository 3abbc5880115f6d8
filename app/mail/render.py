"""A digest in words: HTML and plain text of equal content."""

from app.domain.digest import Digest, DigestBasis
from app.domain.languages import DUTCH, Translator
from app.domain.mail import Rendered
from app.mail.layout import environment, inline
from app.mail.words import DigestWords, path_of, quote_of


def render_digest(
    digest: Digest,
    *,
    base_url: str,
    unsubscribe_url: str | None,
    said: Translator = DUTCH,
) -> Rendered:
    """Render a digest for one reader; without an unsubscribe address it is a preview.

    `base_url` is the address of the register, without a slash at its end; `said` says it in
    the reader's language.
    """
    words = DigestWords(said)
    values = {
        "digest": digest,
        "say": words,
        "base_url": base_url,
        "unsubscribe_url": unsubscribe_url,
        "title": words.title(digest),
        "period": words.period(digest.week),
        "by_papers": digest.basis is DigestBasis.PAPERS,
        "summary": words.summary(digest),
        "quote_of": quote_of,
        "path_of": path_of,
    }
    templates = environment(said)
    html = inline(templates.get_template("digest.html").render(values))
    text = templates.get_template("digest.txt").render(values).strip() + "\n"
    return Rendered(words.subject(digest), html, text)
