"""The list of content types: load, plan, references and checks run over it."""

from sitegen.content.kinds.author import AUTHOR
from sitegen.content.kinds.event import EVENT
from sitegen.content.kinds.guestbook import CARD
from sitegen.content.kinds.infographic import INFOGRAPHIC
from sitegen.content.kinds.page import PAGE
from sitegen.content.kinds.partners import PARTNERS
from sitegen.content.kinds.photo import PHOTO
from sitegen.content.kinds.place import PLACE
from sitegen.content.kinds.podcast import EPISODE, SERIES
from sitegen.content.kinds.theme import THEME
from sitegen.content.kinds.venue import VENUE
from sitegen.content.kinds.zine import ZINE
from sitegen.model.site import Kind

KINDS: tuple[Kind, ...] = (
    PAGE,
    THEME,
    AUTHOR,
    PHOTO,
    PLACE,
    VENUE,
    EVENT,
    CARD,
    SERIES,
    EPISODE,
    INFOGRAPHIC,
    ZINE,
    PARTNERS,
)
