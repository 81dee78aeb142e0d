"""La historia de un perfil: quién hizo qué y cuándo, en palabras."""

from dataclasses import dataclass
from datetime import datetime

from captura.apartados import etiqueta_de
from captura.models import Acto, Adscripcion, ClaseDeActo, Cuestionario

UTTAI = "Instituto (UTTAI)"


@dataclass(frozen=True, slots=True)
class Suceso:
    que: str
    quien: str
    cuando: datetime
    anotado: datetime | None
    detalle: str
    acuse: str


def historia_de(cuestionario: Cuestionario, adscripcion: Adscripcion) -> list[Suceso]:
    """Los actos del perfil, del más reciente al más antiguo.

    A los actores no se les dice el nombre de la persona del instituto, solo el área.
    """
    actos = (
        Acto.objects.filter(candidatura=cuestionario.candidatura_id)
        .select_related("autor__adscripcion")
        .order_by("-registrado_en", "-pk")
    )
    return [
        Suceso(
            acto.get_clase_display(),
            _quien(acto, adscripcion),
            acto.surte_efecto_en,
            acto.registrado_en if acto.registrado_en != acto.surte_efecto_en else None,
            _detalle(acto),
            acto.datos.get("folio", "") if acto.clase == ClaseDeActo.ENVIO else "",
        )
        for acto in actos
    ]


def _quien(acto: Acto, adscripcion: Adscripcion) -> str:
    if acto.autor is None:
        return "Sistema"
    suya = getattr(acto.autor, "adscripcion", None)
    if not adscripcion.es_instituto and suya and suya.es_instituto:
        return UTTAI
    return str(acto.autor)


def _detalle(acto: Acto) -> str:
    if motivo := acto.datos.get("motivo"):
        return f"Motivo: {motivo}"
    if campos := acto.datos.get("campos"):
        return ", ".join(
            "Correo para aclaraciones" if c == "correo_aclaraciones" else etiqueta_de(c)
            for c in campos
        )
    if acto.clase == ClaseDeActo.FIRMA_DE_COMPROMISOS:
        return f"Folio {acto.datos.get('folio', '')}"
    return ""
