"""Corregir lo ya publicado: la candidatura pide («dice», «debe decir») y la coordinación resuelve.

Aprobarla publica una versión nueva; el perfil no deja de ser público ni vuelve a revisión.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import (
    SECCION_DE_CAMPO,
    CambioDePerfil,
    ClaseDeCambio,
    EstadoDeProceso,
)
from captura.bitacora import a_nombre_de, anotar
from captura.flujo import estados_de
from captura.huellas import contenido_de, huella_de, huella_de_seccion
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    Correccion,
    Cuestionario,
    Estado,
    EstadoDeCorreccion,
)
from captura.permisos import puede_pedir_correccion, puede_resolver_correccion
from captura.reglas import ReglaIncumplida, incumplimientos
from captura.servicios.bloqueo import bloquear
from captura.servicios.captura import preparar
from captura.servicios.publicacion import publicar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class CorreccionNoPermitida(ErrorDeDominio):
    """No procede pedirla o resolverla; el mensaje dice por qué."""


def correcciones_restantes(cuestionario: Cuestionario) -> int | None:
    """Cuántas le quedan a la candidatura según su proceso, o None si no hay tope. Lo rechazado no
    cuenta."""
    tope = cuestionario.candidatura.proceso.parametro("correcciones_permitidas")
    if tope is None:
        return None
    usadas = cuestionario.correcciones.exclude(estado=EstadoDeCorreccion.RECHAZADA).count()
    return max(0, tope - usadas)


@transaction.atomic
def pedir_correccion(
    *, cuestionario: Cuestionario, campo: str, debe_decir, motivo: str, adscripcion: Adscripcion
) -> Correccion:
    """Registra la solicitud. `debe_decir`: texto o lista, según el campo.

    Lanza `Cuestionario.DoesNotExist`, `PermissionDenied`, `CorreccionNoPermitida` o
    `ReglaIncumplida`.
    """
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    if not puede_pedir_correccion(adscripcion, cuestionario):
        raise PermissionDenied
    if campo not in Cuestionario.CAMPOS:
        raise ValueError(f"Campo desconocido: {campo}")
    dice, debe_decir = getattr(cuestionario, campo), preparar(debe_decir)
    _exigir_publicado(cuestionario)
    if dice == debe_decir:
        raise CorreccionNoPermitida("«Debe decir» es igual a lo que ya dice.")
    if not motivo.strip():
        raise CorreccionNoPermitida("Escriba por qué se corrige.")
    if cuestionario.correcciones.filter(campo=campo, estado=EstadoDeCorreccion.PENDIENTE).exists():
        raise CorreccionNoPermitida("Ya hay una corrección por resolver de ese campo.")
    if correcciones_restantes(cuestionario) == 0:
        raise CorreccionNoPermitida("Ya se usaron las correcciones que el proceso permite.")
    setattr(cuestionario, campo, debe_decir)
    _exigir_reglas(cuestionario, campo)
    correccion = Correccion(
        cuestionario=cuestionario,
        campo=campo,
        dice=dice,
        debe_decir=debe_decir,
        motivo=motivo.strip(),
        pedida_por=adscripcion.usuario,
        pedida_en=reloj.ahora(),
    )
    with a_nombre_de(adscripcion.usuario):
        correccion.save()
        _anotar(ClaseDeActo.SOLICITUD_DE_CORRECCION, correccion, adscripcion)
    return correccion


@transaction.atomic
def aprobar_correccion(*, correccion: Correccion, adscripcion: Adscripcion) -> Correccion:
    """Cambia el campo, lo da por verificado y publica la versión nueva.

    Lanza `PermissionDenied`, `CorreccionNoPermitida` o `ReglaIncumplida`.
    """
    cuestionario, correccion = _tomar_pendiente(correccion, adscripcion)
    _exigir_publicado(cuestionario)
    if getattr(cuestionario, correccion.campo) != correccion.dice:
        raise CorreccionNoPermitida("El campo cambió después de pedirse la corrección: rechácela.")
    campo, seccion = correccion.campo, SECCION_DE_CAMPO[correccion.campo]
    setattr(cuestionario, campo, correccion.debe_decir)
    _exigir_reglas(cuestionario, campo)
    contenido = contenido_de(cuestionario)
    cuestionario.version += 1
    cuestionario.huella_verificada = huella_de(contenido)
    cuestionario.huellas_de_secciones[seccion] = huella_de_seccion(contenido, seccion)
    with a_nombre_de(adscripcion.usuario):
        cuestionario.save(
            update_fields=[campo, "version", "huella_verificada", "huellas_de_secciones"]
        )
        perfil = publicar(cuestionario)
        if estados_de(cuestionario)[seccion] == Estado.PAUSADO:
            # Su contenido no está a la vista, pero que cambió es parte de su historia.
            CambioDePerfil.objects.create(
                candidatura=cuestionario.candidatura,
                campo=campo,
                clase=ClaseDeCambio.CAMBIO,
                momento=perfil.actualizado_en,
            )
        return _resolver(
            correccion, EstadoDeCorreccion.APROBADA, ClaseDeActo.CORRECCION, adscripcion
        )


@transaction.atomic
def rechazar_correccion(
    *, correccion: Correccion, razon: str, adscripcion: Adscripcion
) -> Correccion:
    """Lanza `PermissionDenied` o `CorreccionNoPermitida`."""
    _, correccion = _tomar_pendiente(correccion, adscripcion)
    if not razon.strip():
        raise CorreccionNoPermitida("Escriba por qué se rechaza.")
    correccion.razon = razon.strip()
    with a_nombre_de(adscripcion.usuario):
        return _resolver(
            correccion, EstadoDeCorreccion.RECHAZADA, ClaseDeActo.RECHAZO_DE_CORRECCION, adscripcion
        )


def _tomar_pendiente(
    correccion: Correccion, adscripcion: Adscripcion
) -> tuple[Cuestionario, Correccion]:
    """Con el cuestionario bloqueado: de dos que resuelven a la vez, una llega tarde."""
    cuestionario = bloquear(adscripcion, correccion.cuestionario_id)
    if not puede_resolver_correccion(adscripcion):
        raise PermissionDenied
    correccion = Correccion.objects.get(pk=correccion.pk)
    if correccion.estado != EstadoDeCorreccion.PENDIENTE:
        raise CorreccionNoPermitida(
            f"Esta corrección ya está {correccion.get_estado_display().lower()}."
        )
    correccion.cuestionario = cuestionario
    return cuestionario, correccion


def _exigir_publicado(cuestionario: Cuestionario) -> None:
    candidatura = cuestionario.candidatura
    if cuestionario.estado != Estado.PUBLICADO:
        raise CorreccionNoPermitida("El perfil no está publicado: no hay qué corregir.")
    if candidatura.proceso.estado != EstadoDeProceso.ABIERTO or not candidatura.esta_en_boleta:
        raise CorreccionNoPermitida("Los perfiles de esta candidatura ya no se corrigen.")


def _exigir_reglas(cuestionario: Cuestionario, campo: str) -> None:
    if fallas := [f for f in incumplimientos(cuestionario) if f.campo == campo]:
        raise ReglaIncumplida(fallas)


def _resolver(
    correccion: Correccion,
    estado: EstadoDeCorreccion,
    clase: ClaseDeActo,
    adscripcion: Adscripcion,
) -> Correccion:
    correccion.estado = estado
    correccion.resuelta_por = adscripcion.usuario
    correccion.resuelta_en = reloj.ahora()
    correccion.save(update_fields=["estado", "resuelta_por", "resuelta_en", "razon"])
    _anotar(clase, correccion, adscripcion)
    return correccion


def _anotar(clase: ClaseDeActo, correccion: Correccion, adscripcion: Adscripcion) -> None:
    candidatura = correccion.cuestionario.candidatura
    anotar(
        clase=clase,
        proceso=candidatura.proceso,
        candidatura=candidatura,
        actor=candidatura.formula.actor,
        autor=adscripcion.usuario,
        datos={"correccion": correccion.pk, "campos": [correccion.campo]},
    )
