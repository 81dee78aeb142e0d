"""El camino de un informe: borrador → en sesión → aprobado → enviado → con acuse.

Aprobar congela el contenido y los archivos: de ahí en adelante se sirven esos bytes. Lo que haya
que corregir después es una versión nueva que dice qué corrige.
"""

from datetime import date
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from candidaturas import frescura
from candidaturas.models import InformePublico
from captura.bitacora import a_nombre_de, anotar
from captura.models import Adscripcion, ClaseDeActo, Usuario
from captura.permisos import puede_aprobar_informes, puede_editar_informes
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from informes import formatos, redaccion, textos
from informes.calendario import Calendario
from informes.contenido import construir
from informes.models import (
    Actividad,
    ArchivoDeInforme,
    FechaConLugar,
    InformeMensual,
    PuntoDelOrden,
    Reunion,
)
from informes.registro_de_actividades import renglones
from informes.servicios.renglones import borrador_guardado, materializar

Estado = InformeMensual.Estado
NOTA = (
    "Informe aprobado {voto} de los presentes, en la {sesion} de la {comision}, de fecha {fecha}."
)
MAXIMO_DEL_ESCANEO = 30 * 1024 * 1024


class PasoNoPermitido(ErrorDeDominio):
    """El informe no está en el estado que ese paso pide."""


class PeriodoImposible(ErrorDeDominio):
    """El periodo termina antes de empezar, cae fuera del proceso o pisa un informe aprobado."""


class EscaneoRechazado(ErrorDeDominio):
    """Lo que se subió no es un PDF o pesa demasiado."""


def _tomar(informe: InformeMensual, *estados: Estado) -> InformeMensual:
    informe = borrador_guardado(proceso=informe.proceso, mes=informe.mes)
    if informe.estado not in estados:
        raise PasoNoPermitido(
            f"El informe está {informe.get_estado_display().lower()}: ese paso ya no procede."
        )
    return informe


def _pasar(informe: InformeMensual, hacia: Estado, adscripcion: Adscripcion, **campos) -> None:
    desde = informe.estado
    informe.estado = hacia
    for campo, valor in campos.items():
        setattr(informe, campo, valor)
    with a_nombre_de(adscripcion.usuario):
        informe.save()
        anotar(
            clase=ClaseDeActo.ESTADO_DE_INFORME,
            proceso=informe.proceso,
            autor=adscripcion.usuario,
            datos={"informe": informe.pk, "desde": desde, "hacia": hacia},
        )


# --- El borrador --------------------------------------------------------------------------------
@transaction.atomic
def editar_textos(
    *, informe: InformeMensual, datos: dict, adscripcion: Adscripcion
) -> InformeMensual:
    """Cambia periodo, textos fijos y firma de un borrador. Lanza `PeriodoImposible`."""
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    informe = _tomar(informe, Estado.BORRADOR)
    for campo, valor in datos.items():
        setattr(informe, campo, valor)
    _comprobar_periodo(informe)
    with a_nombre_de(adscripcion.usuario):
        informe.save()
    return informe


def _comprobar_periodo(informe: InformeMensual) -> None:
    if informe.hasta and informe.hasta < informe.desde:
        raise PeriodoImposible("El periodo termina antes de empezar.")
    limites = date(informe.proceso.anio - 1, 1, 1), date(informe.proceso.anio + 1, 12, 31)
    if informe.desde < limites[0] or (informe.hasta or informe.desde) > limites[1]:
        raise PeriodoImposible(
            f"El periodo cae fuera del proceso, que va de {redaccion.fecha_corta(limites[0])} a "
            f"{redaccion.fecha_corta(limites[1])}."
        )
    otros = InformeMensual.objects.filter(
        proceso=informe.proceso, estado__in=InformeMensual.APROBADOS
    ).exclude(mes=informe.mes)
    fin = informe.hasta or informe.desde
    pisado = otros.filter(desde__lte=fin, hasta__gte=informe.desde).first()
    if pisado:
        raise PeriodoImposible(
            f"El periodo se encima con el informe aprobado de {pisado.nombre_de_mes} "
            f"({redaccion.periodo(pisado.desde, pisado.hasta or pisado.desde)})."
        )


@transaction.atomic
def llevar_a_sesion(*, informe: InformeMensual, adscripcion: Adscripcion) -> InformeMensual:
    """Cierra el borrador: fija el fin del periodo y guarda los renglones propuestos."""
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    informe = _tomar(informe, Estado.BORRADOR)
    calendario = Calendario.de(informe.proceso)
    informe.hasta = calendario.hasta(informe)
    _comprobar_periodo(informe)
    for renglon in renglones(calendario, informe):
        if renglon.pk is None:
            materializar(acto=renglon.origen, informe=informe, autor=adscripcion.usuario)
    _pasar(informe, Estado.EN_SESION, adscripcion)
    return informe


@transaction.atomic
def regresar_a_borrador(*, informe: InformeMensual, adscripcion: Adscripcion) -> InformeMensual:
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    informe = _tomar(informe, Estado.EN_SESION)
    _pasar(informe, Estado.BORRADOR, adscripcion)
    return informe


# --- Aprobar y congelar -------------------------------------------------------------------------
@transaction.atomic
def aprobar(
    *,
    informe: InformeMensual,
    sesion: str,
    voto: InformeMensual.Voto,
    aprobado_el: date,
    adscripcion: Adscripcion,
) -> InformeMensual:
    """La Comisión lo aprueba: anota sesión, voto y fecha, y congela contenido y archivos."""
    if not puede_aprobar_informes(adscripcion):
        raise PermissionDenied
    informe = _tomar(informe, Estado.EN_SESION)
    if aprobado_el > reloj.hoy():
        raise PasoNoPermitido("La fecha de aprobación no puede ser futura.")
    if informe.hasta and aprobado_el < informe.hasta:
        raise PasoNoPermitido(
            "El informe no se puede aprobar antes de que termine su periodo. Corrija la fecha, o "
            "regréselo a borrador y corrija el periodo."
        )
    nota = informe.nota_aprobacion or NOTA.format(
        voto=InformeMensual.Voto(voto).label.lower(),
        sesion=sesion,
        comision=textos.COMISION,
        fecha=redaccion.fecha_en_letra(aprobado_el),
    )
    _pasar(
        informe,
        Estado.APROBADO,
        adscripcion,
        sesion=sesion,
        voto=voto,
        aprobado_el=aprobado_el,
        nota_aprobacion=nota,
    )
    congelar(informe, autor=adscripcion.usuario)
    return informe


def congelar(informe: InformeMensual, *, autor: Usuario | None) -> None:
    """Guarda los archivos del informe aprobado y su copia pública."""
    contenido = construir(Calendario.de(informe.proceso), informe)
    guardar_archivo(informe, ArchivoDeInforme.Clase.CONTENIDO, contenido.como_json(), autor)
    hechos = {
        clase: formatos.formato(clase).generar(contenido)
        for clase in (ArchivoDeInforme.Clase.PDF, ArchivoDeInforme.Clase.DOCX)
    }
    publico = InformePublico(
        proceso=informe.proceso,
        titulo=f"Informe de {informe.nombre_de_mes}",
        mes=informe.mes,
        version=informe.version,
        que_corrige=informe.motivo_de_correccion,
        aprobado_el=informe.aprobado_el or reloj.hoy(),
        publicado_en=reloj.ahora(),
    )
    for clase, datos in hechos.items():
        archivo = guardar_archivo(informe, clase, datos, autor)
        getattr(publico, clase).save(f"informe.{clase}", ContentFile(datos), save=False)
        setattr(publico, f"{clase}_huella", archivo.huella)
    publico.save()
    frescura.cambiaron_los_textos()


def guardar_archivo(
    informe: InformeMensual, clase: str, datos: bytes, autor: Usuario | None
) -> ArchivoDeInforme:
    archivo = ArchivoDeInforme(
        informe=informe,
        clase=clase,
        huella=sha256(datos).hexdigest(),
        guardado_por=autor,
        guardado_en=reloj.ahora(),
    )
    archivo.archivo.save(clase, ContentFile(datos), save=True)
    return archivo


@transaction.atomic
def subir_firmado(
    *, informe: InformeMensual, datos: bytes, adscripcion: Adscripcion
) -> ArchivoDeInforme:
    """El escaneo con la firma autógrafa; se guardan todos los que se suban."""
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    informe = _tomar(informe, *InformeMensual.APROBADOS)
    if len(datos) > MAXIMO_DEL_ESCANEO:
        raise EscaneoRechazado("El escaneo pesa más de 30 MB. Redúzcalo y súbalo de nuevo.")
    if not datos.startswith(b"%PDF-"):
        raise EscaneoRechazado("El escaneo tiene que ser un PDF.")
    return guardar_archivo(informe, ArchivoDeInforme.Clase.FIRMADO, datos, adscripcion.usuario)


# --- Enviar, acusar, corregir -------------------------------------------------------------------
def marcar_enviado(informe: InformeMensual, adscripcion: Adscripcion) -> None:
    """La llama el registro de oficios, dentro de su transacción."""
    _pasar(_tomar(informe, Estado.APROBADO), Estado.ENVIADO, adscripcion)


def marcar_acusado(informe: InformeMensual, adscripcion: Adscripcion) -> None:
    _pasar(_tomar(informe, Estado.ENVIADO), Estado.ACUSADO, adscripcion)


@transaction.atomic
def corregir(*, informe: InformeMensual, motivo: str, adscripcion: Adscripcion) -> InformeMensual:
    """Abre una versión nueva de un informe aprobado, en borrador, con todo lo del anterior."""
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    motivo = " ".join(motivo.split())
    if not motivo:
        raise PasoNoPermitido("Escriba qué se corrige: irá en la versión nueva.")
    anterior = _tomar(informe, *InformeMensual.APROBADOS)
    with a_nombre_de(adscripcion.usuario):
        nuevo = InformeMensual.objects.get(pk=anterior.pk)
        nuevo.pk = None
        nuevo._state.adding = True
        nuevo.version = anterior.version + 1
        nuevo.motivo_de_correccion = motivo
        nuevo.estado = Estado.BORRADOR
        nuevo.aprobado_el, nuevo.sesion, nuevo.voto, nuevo.nota_aprobacion = None, "", "", ""
        nuevo.save()
        _copiar_renglones(anterior, nuevo)
        _copiar_reuniones(anterior, nuevo)
    return nuevo


def _copiar_renglones(anterior: InformeMensual, nuevo: InformeMensual) -> None:
    copias: dict[int, Actividad] = {}
    for renglon in anterior.actividades.order_by("pk"):
        lugares = list(renglon.fechas_con_lugar.all())
        original, renglon.pk = renglon.pk, None
        renglon._state.adding = True
        renglon.informe, renglon.unida_a = nuevo, copias.get(renglon.unida_a_id or 0)
        renglon.save()
        copias[original] = renglon
        for lugar in lugares:
            FechaConLugar.objects.create(
                actividad=renglon, orden=lugar.orden, fecha=lugar.fecha, lugar=lugar.lugar
            )


def _copiar_reuniones(anterior: InformeMensual, nuevo: InformeMensual) -> None:
    for reunion in Reunion.objects.filter(informe=anterior):
        puntos = list(reunion.puntos.all())
        reunion.pk = None
        reunion._state.adding = True
        reunion.informe = nuevo
        reunion.save()
        for punto in puntos:
            PuntoDelOrden.objects.create(reunion=reunion, orden=punto.orden, texto=punto.texto)
