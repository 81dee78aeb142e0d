"""Las secciones de un perfil como se leen: su estado y lo que se puede hacer con cada una."""

from dataclasses import dataclass
from datetime import datetime

from candidaturas.models import CAMPOS_DE_SECCION, PerfilPublicado, SeccionDePerfil
from captura.flujo import REVISADAS, estados_de
from captura.models import Cuestionario, Estado


@dataclass(frozen=True, slots=True)
class SeccionVista:
    clave: str
    titulo: str
    estado: Estado
    texto: str
    desde: datetime | None
    verificable: bool
    reanudable: bool


def secciones_de(cuestionario: Cuestionario) -> list[SeccionVista]:
    """En captura, una sección sin nada escrito se lee «Sin datos»."""
    perfil = PerfilPublicado.objects.filter(pk=cuestionario.candidatura_id).first()
    firmas = cuestionario.candidatura.firmas.vigentes().exists()
    vistas = []
    for seccion, estado in estados_de(cuestionario).items():
        visible = estado
        if estado == Estado.EN_CAPTURA and not _tiene_algo(cuestionario, seccion):
            visible = Estado.SIN_DATOS
        texto = visible.label
        if seccion is SeccionDePerfil.COMPROMISOS and estado != Estado.PAUSADO and not firmas:
            visible, texto = Estado.SIN_DATOS, "Sin firmas"
        vistas.append(
            SeccionVista(
                clave=seccion.value,
                titulo=seccion.label,
                estado=visible,
                texto=texto,
                desde=perfil.pausada_desde(seccion) if perfil else None,
                verificable=seccion in REVISADAS and estado == Estado.EN_REVISION,
                reanudable=estado == Estado.PAUSADO,
            )
        )
    return vistas


def _tiene_algo(cuestionario: Cuestionario, seccion: SeccionDePerfil) -> bool:
    return any(getattr(cuestionario, campo) for campo in CAMPOS_DE_SECCION[seccion])
