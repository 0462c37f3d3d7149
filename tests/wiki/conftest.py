"""The wikis that the tests publish to."""

import pytest

from tests.wiki.engine import serving
from tests.wiki.engines import Foswiki, TWiki


@pytest.fixture(
    params=[
        TWiki,
        Foswiki,
        lambda: TWiki(charset="utf-8"),
        lambda: TWiki(has_keys=False),
        lambda: Foswiki(charset="iso-8859-1"),
        lambda: Foswiki(method="embedded"),
        lambda: Foswiki(method="none"),
        lambda: TWiki(basic=True),
        lambda: Foswiki(basic=True),
    ],
    ids=[
        "TWiki",
        "Foswiki",
        "TWiki-utf8",
        "TWiki-4",
        "Foswiki-latin",
        "embedded",
        "no-keys",
        "TWiki-behind-Apache",
        "Foswiki-behind-Apache",
    ],
)
async def wiki(request):
    async with serving(request.param()) as engine:
        yield engine


@pytest.fixture(params=[TWiki, Foswiki])
async def either(request):
    async with serving(request.param()) as engine:
        yield engine
