"""Every way in which a document can ask for something from outside; `{url}` is what it asks for."""

from typing import Final

SECRET: Final = "CANARY-SECRET-42"
SVG: Final = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>"
_IN_HTML = {
    "image": "<img src='{url}' alt='x'>",
    "image set": "<img srcset='{url} 1x' alt='x'>",
    "picture": "<picture><source srcset='{url}'><img src='{url}' alt='x'></picture>",
    "stylesheet link": "<link rel='stylesheet' href='{url}'>",
    "icon link": "<link rel='icon' href='{url}'><link rel='preload' as='font' href='{url}'>",
    "object": "<object data='{url}'></object>",
    "embed": "<embed src='{url}'>",
    "iframe": "<iframe src='{url}'></iframe>",
    "film": "<video poster='{url}' src='{url}'><track src='{url}'></video><audio src='{url}'>",
    "input image": "<input type='image' src='{url}'>",
    "attachment link": "<link rel='attachment' href='{url}'>",
    "attachment anchor": "<a rel='attachment' href='{url}'>x</a>",
    "base": "<base href='{url}/'><img src='relative' alt='x'>",
    "refresh": "<meta http-equiv='refresh' content='0;url={url}'>",
}
_IN_CSS = {
    "background": "<p style='background:url({url})'>x</p>",
    "background attribute": "<body background='{url}'><table background='{url}'><td>x</table>",
    "list image": "<ul style='list-style-image:url({url})'><li>x</li></ul>",
    "border image": "<p style='border:1px solid;border-image:url({url}) 3'>x</p>",
    "mask image": "<p style='border:1px solid;mask-image:url({url});mask-border:url({url})'>x</p>",
    "generated content": "<style>p::before{{content:url({url})}}</style><p>x</p>",
    "page background": "<style>@page{{background:url({url})}}</style><p>x</p>",
    "page margin": "<style>@page{{@top-left{{content:url({url})}}}}</style><p>x</p>",
    "import": "<style>@import url({url});</style><p>x</p>",
    "font": "<style>@font-face{{font-family:z;src:url({url})}}p{{font-family:z}}</style><p>x</p>",
}
_IN_SVG = {
    "inline svg image": SVG.format("<image href='{url}' width='5' height='5'/>"),
    "inline svg use": SVG.format("<use href='{url}#a'/>"),
    "inline svg style": SVG.format("<style>@import url({url});</style><rect width='9'/>"),
    "inline svg paint": SVG.format("<rect width='9' height='9' fill='url({url}#a)'/>"),
    "inline svg mask": SVG.format("<rect width='9' height='9' mask='url({url}#a)'/>"),
    "inline svg html": SVG.format("<foreignObject><img src='{url}'/></foreignObject>"),
}
ATTEMPTS: Final = {**_IN_HTML, **_IN_CSS, **_IN_SVG}
COLOUR_PROFILE: Final = (
    "<style>@color-profile --x{{src:url({url})}}</style><p style='color:color(--x 1 0 0)'>x</p>"
)
NESTED: Final = {
    "image": "<image href='{url}' width='9' height='9'/>",
    "old image": "<image xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='{url}'/>",
    "use": "<use href='{url}#a'/>",
    "style": "<style>@import url({url}); rect{{fill:url({url})}}</style><rect width='9'/>",
    "filter": "<filter id='f'><feImage href='{url}'/></filter><rect filter='url(#f)' width='9'/>",
}
"""What an SVG image carried in a data URL may ask for in its turn."""
