"""La historia de los textos públicos. Vive aquí porque dice quién los cambió."""

import pghistory

from candidaturas.models import Explicacion


@pghistory.track(
    model_name="VersionDeTexto", obj_field=pghistory.ObjForeignKey(related_name="versiones")
)
class TextoEditable(Explicacion):
    """El mismo renglón de `Explicacion`, con su historia."""

    class Meta:
        proxy = True
        verbose_name = "texto editable"
        verbose_name_plural = "textos editables"
