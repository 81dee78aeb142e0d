"""Lo que hace el actor político: guardar el cuestionario y su fotografía."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from captura.bitacora import a_nombre_de, anotar
from captura.conteo import normalizar
from captura.flujo import Paso
from captura.fotografias import limpiar
from captura.models import Adscripcion, ClaseDeActo, Cuestionario, Estado, Fotografia
from captura.permisos import puede_editar
from captura.servicios.bloqueo import bloquear
from captura.servicios.pasos import dar_paso
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class EdicionSimultanea(ErrorDeDominio):
    """Alguien guardó después de que esta persona abrió el cuestionario."""

    def __init__(self, actual: Cuestionario):
        self.actual = actual
        super().__init__(
            "Otra persona guardó este cuestionario mientras usted lo editaba. Revise ambas "
            "versiones antes de guardar: nada se ha perdido."
        )


def _preparar(campo: str, valor):
    if isinstance(valor, list):
        return [v for v in (normalizar(v) for v in valor) if v]
    return normalizar(valor)


@transaction.atomic
def guardar_cuestionario(
    *, cuestionario: Cuestionario, campos: dict, version: int, adscripcion: Adscripcion
) -> Cuestionario:
    """Guarda los campos dados (nombre → texto o lista) si nadie guardó antes.

    `version` es la que la persona vio. Lanza `PermissionDenied`, `EdicionSimultanea`.
    """
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    if not puede_editar(adscripcion, cuestionario):
        raise PermissionDenied
    if cuestionario.version != version:
        raise EdicionSimultanea(cuestionario)
    permitidos = {*cuestionario.CAMPOS, "correo_aclaraciones"}
    cambios = []
    for campo, valor in campos.items():
        if campo not in permitidos:
            raise ValueError(f"Campo desconocido: {campo}")
        valor = _preparar(campo, valor)
        if getattr(cuestionario, campo) != valor:
            setattr(cuestionario, campo, valor)
            cambios.append(campo)
    if not cambios:
        return cuestionario
    return _anotar_guardado(cuestionario, cambios, adscripcion)


@transaction.atomic
def guardar_fotografia(
    *, cuestionario: Cuestionario, datos: bytes, adscripcion: Adscripcion
) -> Cuestionario:
    """Limpia y guarda la fotografía. Lanza `FotografiaRechazada`, `PermissionDenied`."""
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    if not puede_editar(adscripcion, cuestionario):
        raise PermissionDenied
    proceso = cuestionario.candidatura.proceso
    limpia = limpiar(
        datos,
        maximo_kb=proceso.parametro("foto_maximo_kb"),
        lado_minimo=proceso.parametro("foto_lado_minimo"),
    )
    foto = Fotografia(
        huella=limpia.huella,
        ancho=limpia.ancho,
        alto=limpia.alto,
        subida_por=adscripcion.usuario,
        subida_en=reloj.ahora(),
    )
    foto.archivo.save("foto.jpg", ContentFile(limpia.datos), save=True)
    cuestionario.foto = foto
    return _anotar_guardado(cuestionario, ["foto"], adscripcion)


def _anotar_guardado(
    cuestionario: Cuestionario, cambios: list[str], adscripcion: Adscripcion
) -> Cuestionario:
    cuestionario.version += 1
    cuestionario.guardado_en = reloj.ahora()
    with a_nombre_de(adscripcion.usuario):
        cuestionario.save(update_fields=[*cambios, "version", "guardado_en"])
        if cuestionario.estado == Estado.SIN_DATOS:
            cuestionario = dar_paso(
                cuestionario=cuestionario, paso=Paso.CAPTURAR, adscripcion=adscripcion
            )
        else:
            anotar(
                clase=ClaseDeActo.GUARDADO,
                proceso=cuestionario.candidatura.proceso,
                candidatura=cuestionario.candidatura,
                actor=cuestionario.candidatura.formula.actor,
                autor=adscripcion.usuario,
                datos={"campos": cambios, "version": cuestionario.version},
            )
    return cuestionario
