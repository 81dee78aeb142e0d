"""Solicitar, habilitar y firmar compromisos. Así lo practicó el IEC en abril de 2023 (informe de
mayo, actividades 1 a 3): se habilita por actor, a petición, y se atiende el mismo día."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import ActorPolitico, Candidatura
from captura.bitacora import a_nombre_de, anotar, exigir_escribible
from captura.huellas import huella_de, nuevo_folio
from captura.models import (
    Adscripcion,
    Canal,
    CausaDeAnulacion,
    ClaseDeActo,
    FamiliaDeCompromisos,
    Firma,
    Habilitacion,
    SolicitudDeHabilitacion,
    Usuario,
    VersionDeCompromisos,
)
from captura.permisos import (
    captura_por,
    puede_atender_habilitacion,
    puede_firmar,
    puede_retirar_firma,
    puede_solicitar_habilitacion,
)
from captura.servicios.bloqueo import bloquear_candidatura
from captura.servicios.publicacion import publicar_firmas
from captura.texto_limpio import sin_invisibles
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class CompromisosNoDisponibles(ErrorDeDominio):
    """La firma o la solicitud no procede; el mensaje dice por qué."""


@transaction.atomic
def solicitar_habilitacion(
    *,
    familia: FamiliaDeCompromisos,
    actor: ActorPolitico,
    candidaturas: list[Candidatura],
    adscripcion: Adscripcion,
) -> SolicitudDeHabilitacion:
    """El enlace pide en el sistema habilitar la firma para candidaturas de su actor o coalición."""
    if not puede_solicitar_habilitacion(adscripcion) or not captura_por(adscripcion, actor):
        raise PermissionDenied
    # El bloqueo forma en fila un doble clic: la segunda petición ve ya pedidas las candidaturas.
    exigir_escribible(familia.proceso)
    ActorPolitico.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    ya_pedidas = Habilitacion.objects.filter(
        candidatura__in=candidaturas, solicitud__familia=familia
    )
    if ya_pedidas.exists():
        raise CompromisosNoDisponibles(
            "Alguna de las candidaturas elegidas ya está solicitada o habilitada. "
            "Elija solo las que falten."
        )
    return _registrar_solicitud(
        familia=familia,
        actor=actor,
        solicitante=adscripcion.actor,
        candidaturas=candidaturas,
        canal=Canal.SISTEMA,
        referencia="",
        recibida_en=reloj.ahora(),
        adscripcion=adscripcion,
    )


@transaction.atomic
def registrar_solicitud_externa(
    *,
    familia: FamiliaDeCompromisos,
    actor: ActorPolitico,
    solicitante: ActorPolitico,
    candidaturas: list[Candidatura],
    canal: Canal,
    referencia: str,
    recibida_en: datetime,
    adscripcion: Adscripcion,
) -> SolicitudDeHabilitacion:
    """UTTAI anota una solicitud que llegó por correo o por oficio, con su referencia."""
    if not puede_atender_habilitacion(adscripcion):
        raise PermissionDenied
    return _registrar_solicitud(
        familia=familia,
        actor=actor,
        solicitante=solicitante,
        candidaturas=candidaturas,
        canal=canal,
        referencia=referencia,
        recibida_en=recibida_en,
        adscripcion=adscripcion,
    )


def _registrar_solicitud(
    *,
    familia,
    actor,
    solicitante,
    candidaturas,
    canal,
    referencia,
    recibida_en,
    adscripcion,
) -> SolicitudDeHabilitacion:
    if not candidaturas:
        raise CompromisosNoDisponibles("Elija al menos una candidatura.")
    if any(c.formula.actor_id != actor.pk for c in candidaturas):
        raise PermissionDenied
    if actor.proceso_id != familia.proceso_id:
        raise PermissionDenied
    if recibida_en > reloj.ahora():
        raise CompromisosNoDisponibles("La hora en que se recibió no puede ser futura.")
    with a_nombre_de(adscripcion.usuario):
        solicitud = SolicitudDeHabilitacion.objects.create(
            familia=familia,
            actor=actor,
            solicitante=solicitante,
            canal=canal,
            referencia=referencia,
            recibida_en=recibida_en,
        )
        Habilitacion.objects.bulk_create(
            Habilitacion(solicitud=solicitud, candidatura=c) for c in candidaturas
        )
        anotar(
            clase=ClaseDeActo.SOLICITUD_DE_HABILITACION,
            proceso=familia.proceso,
            actor=solicitante,
            autor=adscripcion.usuario,
            surte_efecto_en=recibida_en,
            datos={"solicitud": solicitud.pk, "candidaturas": len(candidaturas)},
        )
    return solicitud


@transaction.atomic
def atender_solicitud(
    *, solicitud: SolicitudDeHabilitacion, adscripcion: Adscripcion
) -> SolicitudDeHabilitacion:
    """UTTAI habilita: desde ahora las candidaturas nombradas pueden firmar.

    De este acto nace el renglón del informe del mes.
    """
    if not puede_atender_habilitacion(adscripcion):
        raise PermissionDenied
    solicitud = (
        SolicitudDeHabilitacion.objects.select_for_update(of=("self",))
        .select_related("familia__proceso", "solicitante")
        .get(pk=solicitud.pk)
    )
    if solicitud.atendida_en:
        raise CompromisosNoDisponibles("Esta solicitud ya se atendió.")
    solicitud.atendida_en = reloj.ahora()
    solicitud.atendida_por = adscripcion.usuario
    with a_nombre_de(adscripcion.usuario):
        solicitud.save(update_fields=["atendida_en", "atendida_por"])
        anotar(
            clase=ClaseDeActo.HABILITACION,
            proceso=solicitud.familia.proceso,
            actor=solicitud.solicitante,
            autor=adscripcion.usuario,
            datos={"solicitud": solicitud.pk},
        )
    return solicitud


def esta_habilitada(candidatura: Candidatura, familia: FamiliaDeCompromisos) -> bool:
    return Habilitacion.objects.filter(
        candidatura=candidatura,
        solicitud__familia=familia,
        solicitud__atendida_en__isnull=False,
    ).exists()


def _exigir_que_pueda_firmarse(candidatura: Candidatura, version: VersionDeCompromisos) -> None:
    if not candidatura.esta_en_boleta:
        raise CompromisosNoDisponibles("Esta candidatura ya no está en la boleta.")
    if not esta_habilitada(candidatura, version.familia):
        raise CompromisosNoDisponibles(
            "La firma aún no está habilitada para esta candidatura. Solicítela a la institución."
        )
    if Firma.objects.vigentes().filter(candidatura=candidatura, version=version).exists():
        raise CompromisosNoDisponibles("Esta candidatura ya firmó esta versión del texto.")
    ahora = reloj.ahora()
    if version.vigente_desde > ahora:
        raise CompromisosNoDisponibles("Esta versión del texto aún no está vigente.")
    if version.vigente_hasta and version.vigente_hasta <= ahora:
        raise CompromisosNoDisponibles("Esta versión del texto ya no está vigente.")


@transaction.atomic
def firmar(
    *,
    candidatura: Candidatura,
    version: VersionDeCompromisos,
    compromisos: list[int],
    firmante: str,
    adscripcion: Adscripcion,
) -> Firma:
    """Firma los compromisos elegidos (claves de `Compromiso`) de una versión del texto.

    Lanza `PermissionDenied` o `CompromisosNoDisponibles`.
    """
    if not puede_firmar(adscripcion, candidatura):
        raise PermissionDenied
    candidatura = bloquear_candidatura(candidatura.pk)
    # También el texto, que nadie lo edite mientras se firma.
    version = (
        VersionDeCompromisos.objects.select_for_update(of=("self",), no_key=True)
        .select_related("familia__proceso")
        .get(pk=version.pk)
    )
    _exigir_que_pueda_firmarse(candidatura, version)
    textos = list(version.compromisos.filter(pk__in=compromisos).values_list("texto", flat=True))
    if not textos:
        raise CompromisosNoDisponibles("Elija al menos un compromiso.")
    if len(textos) != len(set(compromisos)):
        raise CompromisosNoDisponibles(
            "Alguno de los compromisos elegidos no es de esta versión del texto."
        )
    firmante = sin_invisibles(firmante).strip()
    if not firmante:
        raise CompromisosNoDisponibles("Escriba el nombre de quien firma.")
    ahora = reloj.ahora()
    with a_nombre_de(adscripcion.usuario):
        firma = Firma.objects.create(
            candidatura=candidatura,
            version=version,
            compromisos=textos,
            huella=huella_de({"version": version.huella, "compromisos": textos}),
            folio=nuevo_folio("FIR", version.familia.proceso.anio),
            firmante=firmante,
            firmado_en=ahora,
            registrado_por=adscripcion.usuario,
        )
        anotar(
            clase=ClaseDeActo.FIRMA_DE_COMPROMISOS,
            proceso=version.familia.proceso,
            candidatura=candidatura,
            actor=candidatura.formula.actor,
            autor=adscripcion.usuario,
            datos={"folio": firma.folio, "huella": firma.huella},
        )
        publicar_firmas(candidatura)
    return firma


def anular_firmas(*, candidatura: Candidatura, motivo: str, autor: Usuario | None) -> int:
    """Deja sin efecto las firmas de una candidatura sustituida y las quita de lo público.

    La llama la sustitución, que ya comprobó quién la hace, dentro de su transacción. Devuelve
    cuántas eran; si ninguna, no anota nada.
    """
    return _anular(candidatura.firmas, candidatura, CausaDeAnulacion.SUSTITUCION, motivo, autor)


@transaction.atomic
def retirar_firma(*, firma: Firma, motivo: str, adscripcion: Adscripcion) -> Firma:
    """La coordinación retira una firma, con su motivo.

    Lanza `PermissionDenied` o `CompromisosNoDisponibles`.
    """
    if not puede_retirar_firma(adscripcion):
        raise PermissionDenied
    motivo = motivo.strip()
    if not motivo:
        raise CompromisosNoDisponibles("Escriba el motivo.")
    suya = Firma.objects.filter(pk=firma.pk)
    candidatura = Candidatura.objects.select_related("formula__actor").get(pk=firma.candidatura_id)
    usuario = adscripcion.usuario
    if not _anular(suya, candidatura, CausaDeAnulacion.RETIRO, motivo, usuario):
        raise CompromisosNoDisponibles("Esta firma ya no tiene efecto.")
    return suya.get()


@transaction.atomic
def _anular(firmas, candidatura, causa: CausaDeAnulacion, motivo: str, autor) -> int:
    # El mismo bloqueo que al firmar: anular y firmar a la vez se forman en fila.
    bloquear_candidatura(candidatura.pk)
    vigentes = list(firmas.vigentes())
    if not vigentes:
        return 0
    with a_nombre_de(autor):
        firmas.filter(pk__in=[firma.pk for firma in vigentes]).update(
            anulada_en=reloj.ahora(), causa_de_anulacion=causa, motivo_de_anulacion=motivo
        )
        anotar(
            clase=ClaseDeActo.ANULACION_DE_FIRMAS,
            proceso=candidatura.proceso,
            candidatura=candidatura,
            actor=candidatura.formula.actor,
            autor=autor,
            datos={"causa": causa, "folios": [firma.folio for firma in vigentes]},
        )
        publicar_firmas(candidatura)
    return len(vigentes)
