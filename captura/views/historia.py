"""La historia de un perfil: quién hizo qué y cuándo, en palabras."""

from dataclasses import dataclass
from datetime import datetime

from captura.auditoria import detalle, quien
from captura.models import Acto, Adscripcion, ClaseDeActo, Cuestionario, Rol
from captura.models.acto import RESERVADAS_AL_INSTITUTO


@dataclass(frozen=True, slots=True)
class Suceso:
    que: str
    quien: str
    cuando: datetime
    anotado: datetime | None
    detalle: str
    acuse: str


def historia_de(cuestionario: Cuestionario, adscripcion: Adscripcion) -> list[Suceso]:
    """Los actos del perfil, del más reciente al más antiguo; al actor, sin los reservados."""
    suyos = Acto.objects.filter(candidatura=cuestionario.candidatura_id)
    if adscripcion.rol in {Rol.ENLACE, Rol.CAPTURISTA}:
        suyos = suyos.exclude(clase__in=RESERVADAS_AL_INSTITUTO)
    actos = suyos.select_related("contenido", "autor__adscripcion").order_by(
        "-registrado_en", "-pk"
    )
    return [
        Suceso(
            acto.get_clase_display(),
            quien(acto, adscripcion),
            acto.surte_efecto_en,
            acto.registrado_en if acto.registrado_en != acto.surte_efecto_en else None,
            detalle(acto),
            acto.datos.get("folio", "") if acto.clase == ClaseDeActo.ENVIO else "",
        )
        for acto in actos
    ]
