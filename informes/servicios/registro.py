"""El registro de que se hace el informe: oficios, difusión, acuerdos, reuniones y frases."""

from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from candidaturas.models import ProcesoElectoral
from captura.bitacora import a_nombre_de, anotar
from captura.models import Adscripcion, AvisoAlINE, ClaseDeActo, EstadoDeAviso
from captura.permisos import puede_editar_informes, puede_registrar_oficios
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from informes import redaccion, textos
from informes.models import (
    ActividadDeDifusion,
    Acuerdo,
    InformeMensual,
    Oficio,
    PlantillaDeRedaccion,
    PuntoDelOrden,
    Reunion,
    Sentido,
)
from informes.servicios import sesion
from informes.servicios.renglones import borrador_guardado


class RegistroImposible(ErrorDeDominio):
    """Lo que se quiere anotar no procede; el mensaje dice por qué."""


def _a_mediodia(dia: date) -> datetime:
    """Un acto del que solo se sabe el día surte efecto a mediodía, hora del instituto."""
    return timezone.make_aware(datetime.combine(dia, time(12)))


# --- Oficios ------------------------------------------------------------------------------------
@transaction.atomic
def registrar_oficio(
    *,
    proceso: ProcesoElectoral,
    datos: dict,
    avisos: list[AvisoAlINE],
    adscripcion: Adscripcion,
) -> Oficio:
    """Anota un oficio. El que lleva el informe lo pasa a enviado; el que lleva avisos los toma."""
    if not puede_registrar_oficios(adscripcion):
        raise PermissionDenied
    if datos["fecha"] > reloj.hoy():
        raise RegistroImposible("La fecha del oficio no puede ser futura.")
    oficio = Oficio(
        proceso=proceso,
        registrado_por=adscripcion.usuario,
        registrado_en=reloj.ahora(),
        **datos,
    )
    with a_nombre_de(adscripcion.usuario):
        oficio.save()
        _tomar_avisos(oficio, avisos)
        if oficio.sentido == Sentido.ENVIADO:
            if oficio.informe:
                sesion.marcar_enviado(oficio.informe, adscripcion)
            _anotar(ClaseDeActo.OFICIO_ENVIADO, oficio, oficio.fecha, adscripcion)
        elif oficio.atendido_el:
            _anotar(ClaseDeActo.OFICIO_ATENDIDO, oficio, oficio.atendido_el, adscripcion)
    return oficio


def _tomar_avisos(oficio: Oficio, avisos: list[AvisoAlINE]) -> None:
    libres = AvisoAlINE.objects.select_for_update().filter(
        pk__in=[a.pk for a in avisos], estado=EstadoDeAviso.BORRADOR
    )
    if len(libres) != len(avisos):
        raise RegistroImposible(
            "Alguno de los avisos elegidos ya va en otro oficio. Elija solo los que faltan."
        )
    libres.update(estado=EstadoDeAviso.EN_OFICIO)
    oficio.avisos.set(avisos)


def _anotar(clase: ClaseDeActo, oficio: Oficio, dia: date, adscripcion: Adscripcion) -> None:
    anotar(
        clase=clase,
        proceso=oficio.proceso,
        autor=adscripcion.usuario,
        surte_efecto_en=_a_mediodia(dia),
        datos={"oficio": oficio.pk},
    )


@transaction.atomic
def registrar_acuse(
    *, oficio: Oficio, dia: date, referencia: str, adscripcion: Adscripcion
) -> Oficio:
    """El acuse de un oficio enviado; una sola vez."""
    if not puede_registrar_oficios(adscripcion):
        raise PermissionDenied
    oficio = Oficio.objects.select_for_update(of=("self",)).get(pk=oficio.pk)
    if oficio.sentido != Sentido.ENVIADO or oficio.acuse_el:
        raise RegistroImposible("Ese oficio no espera acuse.")
    if not oficio.fecha <= dia <= reloj.hoy():
        raise RegistroImposible("El acuse va del día del oficio a hoy.")
    oficio.acuse_el, oficio.acuse_referencia = dia, referencia
    with a_nombre_de(adscripcion.usuario):
        oficio.save(update_fields=["acuse_el", "acuse_referencia"])
        if oficio.informe:
            sesion.marcar_acusado(oficio.informe, adscripcion)
        _anotar(ClaseDeActo.ACUSE_DE_OFICIO, oficio, dia, adscripcion)
    return oficio


@transaction.atomic
def atender_oficio(*, oficio: Oficio, dia: date, adscripcion: Adscripcion) -> Oficio:
    """Un oficio recibido que ya se atendió."""
    if not puede_registrar_oficios(adscripcion):
        raise PermissionDenied
    oficio = Oficio.objects.select_for_update(of=("self",)).get(pk=oficio.pk)
    if oficio.sentido != Sentido.RECIBIDO or oficio.atendido_el:
        raise RegistroImposible("Ese oficio no está por atender.")
    if not oficio.fecha <= dia <= reloj.hoy():
        raise RegistroImposible("Se atiende del día del oficio a hoy.")
    oficio.atendido_el = dia
    with a_nombre_de(adscripcion.usuario):
        oficio.save(update_fields=["atendido_el"])
        _anotar(ClaseDeActo.OFICIO_ATENDIDO, oficio, dia, adscripcion)
    return oficio


# --- Difusión -----------------------------------------------------------------------------------
@transaction.atomic
def registrar_difusion(
    *,
    proceso: ProcesoElectoral,
    datos: dict,
    evidencia: UploadedFile | None,
    adscripcion: Adscripcion,
) -> ActividadDeDifusion:
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    difusion = ActividadDeDifusion(
        proceso=proceso,
        registrado_por=adscripcion.usuario,
        registrado_en=reloj.ahora(),
        evidencia=evidencia or "",
        **datos,
    )
    with a_nombre_de(adscripcion.usuario):
        difusion.save()
        anotar(
            clase=ClaseDeActo.DIFUSION,
            proceso=proceso,
            autor=adscripcion.usuario,
            surte_efecto_en=_a_mediodia(difusion.inicia_el),
            datos={"difusion": difusion.pk},
        )
    return difusion


# --- Acuerdos, reuniones y frases ---------------------------------------------------------------
@transaction.atomic
def guardar_acuerdo(
    *, proceso: ProcesoElectoral, acuerdo: Acuerdo | None, datos: dict, adscripcion: Adscripcion
) -> Acuerdo:
    """Un número repetido se guarda: lo señala el revisor."""
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    acuerdo = acuerdo or Acuerdo(proceso=proceso, orden=proceso.acuerdos.count() + 1)
    for campo, valor in datos.items():
        setattr(acuerdo, campo, valor)
    with a_nombre_de(adscripcion.usuario):
        acuerdo.save()
    return acuerdo


@transaction.atomic
def guardar_reunion(
    *,
    informe: InformeMensual,
    reunion: Reunion | None,
    datos: dict,
    puntos: list[str],
    adscripcion: Adscripcion,
) -> Reunion:
    """La reunión con su orden del día: un punto por renglón, en orden."""
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    informe = borrador_guardado(proceso=informe.proceso, mes=informe.mes)
    if informe.estado != InformeMensual.Estado.BORRADOR:
        raise RegistroImposible("El informe ya no es borrador: sus reuniones no cambian.")
    reunion = reunion or Reunion(informe=informe, orden=informe.reuniones.count() + 1)
    for campo, valor in datos.items():
        setattr(reunion, campo, valor)
    with a_nombre_de(adscripcion.usuario):
        reunion.save()
        reunion.puntos.all().delete()
        for orden, texto in enumerate(puntos, 1):
            PuntoDelOrden.objects.create(reunion=reunion, orden=orden, texto=texto)
    return reunion


@transaction.atomic
def guardar_frase(*, clave: str, texto: str, adscripcion: Adscripcion) -> None:
    """Cambia un texto fijo o la frase con que nace un renglón; vacía, vuelve a la de costumbre.
    Sus versiones se conservan.

    Lanza `RegistroImposible` si nombra un dato que el sistema no pone.
    """
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    texto = " ".join(texto.split())
    de_costumbre = (redaccion.FRASES | textos.FIJOS)[clave]
    try:
        sobran = redaccion.campos_de(texto) - redaccion.campos_de(de_costumbre)
    except ValueError as error:
        raise RegistroImposible("Las llaves no casan: cada { lleva su }.") from error
    if sobran:
        raise RegistroImposible(f"El sistema no sabe qué poner en {{{sorted(sobran)[0]}}}.")
    with a_nombre_de(adscripcion.usuario):
        PlantillaDeRedaccion.objects.update_or_create(clave=clave, defaults={"texto": texto})
