"""Publish an article under the titles that come in, line by line; say when each was done. Run with the bench's settings."""

import sys
import time

import django


def main() -> None:
    """Wait for titles until there are no more."""
    django.setup()
    from diemcau.newsroom.models import Article  # noqa: PLC0415

    print("ready", flush=True)
    for line in sys.stdin:
        article = Article.objects.get(pk=int(sys.argv[1]))
        article.title = line.strip()
        article.save_revision().publish()
        print(time.time(), flush=True)


if __name__ == "__main__":
    main()
