"""El único lugar que cifra y abre lo contestado en el cuestionario de identidad.

Cada vez que se abre o se guarda queda dicho quién, cuándo y para qué (`AccesoAIdentidad`), en la
misma transacción. El consentimiento decide: sin el de tratamiento no se guarda nada, y sin el de su
propósito no se lee.
"""

from collections.abc import Collection, Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.bitacora import anotar
from captura.cifrado import cifrar, descifrar, llave_actual
from captura.identidad import Respuestas
from captura.models import (
    AccesoAIdentidad,
    Adscripcion,
    ClaseDeActo,
    Consentimiento,
    CuestionarioDeIdentidad,
    Proposito,
    RespuestasDeIdentidad,
    Rol,
)
from captura.permisos import puede_contestar_identidad
from conoceles.comun import reloj

RENGLONES_POR_VUELTA = 50


# --- Las preguntas -----------------------------------------------------------------------------
def cuestionario_de_identidad(proceso: ProcesoElectoral) -> CuestionarioDeIdentidad | None:
    """El vigente; None si el proceso no pregunta por la identidad."""
    versiones = proceso.cuestionarios_de_identidad.filter(vigente_desde__lte=reloj.ahora())
    return versiones.order_by("-vigente_desde", "-pk").first()


# --- Lo que puede saberse sin abrir nada ---------------------------------------------------------
def renglon_de(candidatura: Candidatura) -> RespuestasDeIdentidad | None:
    """Si hay algo guardado, desde cuándo y de quién; lo cifrado ni se trae."""
    return (
        RespuestasDeIdentidad.objects.defer("cifradas")
        .select_related("capturadas_por", "cuestionario")
        .filter(pk=candidatura.pk)
        .first()
    )


def hay_respuestas(proceso: ProcesoElectoral) -> bool:
    """Si alguien ha contestado algo, aunque no haya terminado."""
    return RespuestasDeIdentidad.objects.filter(candidatura__proceso=proceso).exists()


def es_de_otra_cuenta(renglon: RespuestasDeIdentidad | None, adscripcion: Adscripcion) -> bool:
    """Si lo capturó alguien más. A la propia persona nada de lo suyo le es ajeno."""
    if renglon is None or adscripcion.rol == Rol.CANDIDATA:
        return False
    return renglon.capturadas_por_id != adscripcion.usuario_id


# --- Leer --------------------------------------------------------------------------------------
def consiente(candidatura: Candidatura, proposito: Proposito) -> bool:
    """Si el consentimiento vigente permite usar lo contestado para eso."""
    vigente = Consentimiento.objects.vigente_de(candidatura)
    if vigente is None or not vigente.tratamiento:
        return False
    if proposito is Proposito.PUBLICAR:
        return vigente.publicacion
    return vigente.estadistica if proposito is Proposito.ESTADISTICA else True


@transaction.atomic
def leer_propias(candidatura: Candidatura, adscripcion: Adscripcion) -> Respuestas:
    """Las que la cuenta puede ver: la persona, las suyas; quien capturó, lo que capturó.

    Lanza `PermissionDenied`.
    """
    renglon = RespuestasDeIdentidad.objects.filter(pk=candidatura.pk).first()
    if not puede_contestar_identidad(adscripcion, candidatura) or es_de_otra_cuenta(
        renglon, adscripcion
    ):
        raise PermissionDenied
    if renglon is None:
        return Respuestas()
    _anotar_acceso([candidatura.pk], _proposito_de(adscripcion), adscripcion=adscripcion)
    return abrir(renglon)


@transaction.atomic
def leer_identidad(
    *, candidatura: Candidatura, proposito: Proposito, adscripcion: Adscripcion | None = None
) -> Respuestas | None:
    """Lo contestado, para un propósito del sistema; None si no hay, o no lo consintió.

    El derecho de acceso es de la persona y no depende de su consentimiento.
    """
    if proposito is not Proposito.DERECHO_DE_ACCESO and not consiente(candidatura, proposito):
        return None
    renglon = RespuestasDeIdentidad.objects.filter(pk=candidatura.pk).first()
    if renglon is None:
        return None
    _anotar_acceso([candidatura.pk], proposito, adscripcion=adscripcion)
    return abrir(renglon)


def consienten_estadistica(proceso: ProcesoElectoral) -> list[int]:
    """Las candidaturas en la boleta que contestaron todo y consienten hoy la estadística. Saberlo
    no abre nada."""
    return list(_para_estadistica(proceso).values_list("candidatura", flat=True))


def leer_para_estadistica(
    proceso: ProcesoElectoral, solo: Collection[int] | None = None
) -> Iterator[tuple[int, Respuestas]]:
    """(candidatura, respuestas) de quienes están en la boleta, contestaron todo y consienten hoy
    la estadística; `solo`, de estas. Sin nombres; quien la llama no debe guardar los pares."""
    renglones = _para_estadistica(proceso).only("candidatura_id", "cifradas", "llave")
    if solo is not None:
        renglones = renglones.filter(candidatura__in=solo)
    leidas = list(renglones)
    _anotar_acceso([r.candidatura_id for r in leidas], Proposito.ESTADISTICA)
    for renglon in leidas:
        yield renglon.candidatura_id, abrir(renglon)


def _para_estadistica(proceso: ProcesoElectoral) -> QuerySet[RespuestasDeIdentidad]:
    consienten = Consentimiento.objects.vigentes().filter(tratamiento=True, estadistica=True)
    return RespuestasDeIdentidad.objects.filter(
        contestado_en__isnull=False,
        candidatura__proceso=proceso,
        candidatura__estado_registro="registrada",
        candidatura__in=consienten.values("candidatura"),
    ).order_by("candidatura")


@sensitive_variables()
def abrir(renglon: RespuestasDeIdentidad | None) -> Respuestas:
    if renglon is None:
        return Respuestas()
    claro = descifrar(renglon.llave, renglon.cifradas, _contexto(renglon.candidatura_id))
    return Respuestas.de_json(claro)


def _contexto(candidatura: int) -> str:
    """Va autenticado con lo cifrado: copiar lo de una persona al renglón de otra no se descifra."""
    return f"conoceles:identidad:{candidatura}"


def _anotar_acceso(
    candidaturas: list[int],
    proposito: Proposito,
    *,
    adscripcion: Adscripcion | None = None,
    escribe: bool = False,
) -> None:
    ahora = reloj.ahora()
    AccesoAIdentidad.objects.bulk_create(
        AccesoAIdentidad(
            candidatura_id=pk,
            proposito=proposito,
            escribe=escribe,
            usuario=adscripcion.usuario if adscripcion else None,
            momento=ahora,
        )
        for pk in candidaturas
    )


# --- Guardar (solo `captura_de_identidad`) --------------------------------------------------
@sensitive_variables("respuestas")
def guardar(
    candidatura: Candidatura,
    version: CuestionarioDeIdentidad,
    renglon: RespuestasDeIdentidad | None,
    respuestas: Respuestas,
    completo: bool,
    adscripcion: Adscripcion,
) -> None:
    ahora = reloj.ahora()
    llave, cifradas = cifrar(respuestas.a_json(), _contexto(candidatura.pk))
    antes = renglon.contestado_en if renglon else None
    RespuestasDeIdentidad.objects.update_or_create(
        candidatura=candidatura,
        defaults={
            "cuestionario": version,
            "cifradas": cifradas,
            "llave": llave,
            "capturadas_por": adscripcion.usuario,
            "guardadas_en": ahora,
            "contestado_en": (antes or ahora) if completo else None,
        },
    )
    _anotar_acceso(
        [candidatura.pk], _proposito_de(adscripcion), adscripcion=adscripcion, escribe=True
    )
    if completo and antes is None:
        anotar(
            clase=ClaseDeActo.IDENTIDAD_CONTESTADA,
            proceso=candidatura.proceso,
            candidatura=candidatura,
            actor=candidatura.formula.actor,
            autor=adscripcion.usuario,
        )


def _proposito_de(adscripcion: Adscripcion) -> Proposito:
    return Proposito.RESPONDER if adscripcion.rol == Rol.CANDIDATA else Proposito.CAPTURAR


# --- Cambiar de llave --------------------------------------------------------------------------
def rotar_llaves() -> Iterator[int]:
    """Vuelve a cifrar con la llave actual lo que esté con otra; da cuántos renglones lleva.

    Cada vuelta es una transacción: si se interrumpe, correrla otra vez sigue donde quedó.
    """
    hechos = 0
    while cambiados := _rotar_algunos():
        hechos += cambiados
        yield hechos


@sensitive_variables()
@transaction.atomic
def _rotar_algunos() -> int:
    renglones = list(
        RespuestasDeIdentidad.objects.select_for_update(of=("self",))
        .exclude(llave=llave_actual())
        .order_by("pk")[:RENGLONES_POR_VUELTA]
    )
    for renglon in renglones:
        contexto = _contexto(renglon.candidatura_id)
        claro = descifrar(renglon.llave, renglon.cifradas, contexto)
        renglon.llave, renglon.cifradas = cifrar(claro, contexto)
        renglon.save(update_fields=["llave", "cifradas"])
    _anotar_acceso(
        [r.candidatura_id for r in renglones], Proposito.CAMBIAR_LLAVE, escribe=bool(renglones)
    )
    return len(renglones)


def llaves_en_uso() -> dict[str, int]:
    """Nombre de la llave → cuántos renglones la necesitan."""
    nombres = RespuestasDeIdentidad.objects.order_by().values_list("llave", flat=True)
    return {nombre: nombres.filter(llave=nombre).count() for nombre in set(nombres)}
