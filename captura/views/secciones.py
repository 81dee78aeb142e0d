"""Las secciones de un perfil como se leen: su estado y lo que se puede hacer con cada una."""

from dataclasses import dataclass
from datetime import datetime

from candidaturas.models import CAMPOS_DE_SECCION, PerfilPublicado, SeccionDePerfil
from captura.flujo import REVISADAS, estados_de
from captura.models import Cuestionario, Estado
from captura.servicios.identidad import cuestionario_de_identidad, renglon_de


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
    identidad = _identidad(cuestionario)
    vistas = []
    for seccion, estado in estados_de(cuestionario).items():
        if seccion is SeccionDePerfil.IDENTIDAD and not identidad:
            continue
        visible = estado
        if estado == Estado.EN_CAPTURA and not _tiene_algo(cuestionario, seccion):
            visible = Estado.SIN_DATOS
        texto = visible.label
        if seccion is SeccionDePerfil.COMPROMISOS and estado != Estado.PAUSADO and not firmas:
            visible, texto = Estado.SIN_DATOS, "Sin firmas"
        if seccion is SeccionDePerfil.IDENTIDAD and estado != Estado.PAUSADO:
            visible, texto = identidad
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


def _identidad(cuestionario: Cuestionario) -> tuple[Estado, str] | None:
    """Si se contestó, que es todo lo que se puede saber; None si el proceso no pregunta."""
    if cuestionario_de_identidad(cuestionario.candidatura.proceso) is None:
        return None
    renglon = renglon_de(cuestionario.candidatura)
    if renglon is None or renglon.contestado_en is None:
        return Estado.SIN_DATOS, "Sin contestar"
    return Estado.VERIFICADO, "Contestado"


def _tiene_algo(cuestionario: Cuestionario, seccion: SeccionDePerfil) -> bool:
    return any(getattr(cuestionario, campo) for campo in CAMPOS_DE_SECCION[seccion])
