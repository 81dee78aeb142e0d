"""Un PDF con muchas hojas escaneadas: se separa por sus QR y nada se pierde."""

import hashlib
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.bitacora import anotar
from captura.escaneos import BYTES_DE_LOTE, PAGINAS_DE_LOTE, Pagina, leer
from captura.formatos_de_consentimiento import folio_en
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    Consentimiento,
    Cuestionario,
    EstadoDeHoja,
    FormatoDeConsentimiento,
    HojaDeConsentimiento,
    HojaEscaneada,
    LoteDeEscaneos,
)
from captura.permisos import puede_subir_lotes, puede_ver_consentimiento
from captura.servicios.consentimientos import (
    ConsentimientoNoProcede,
    Decision,
    registrar_papel,
)
from conoceles.comun import reloj

SIN_QR = "No se pudo leer su código."
AJENA = "Su código es de una candidatura que usted no captura."
DESCONOCIDA = "Su código no es de una hoja emitida para este proceso."


@transaction.atomic
def separar_lote(
    *,
    proceso: ProcesoElectoral,
    datos: bytes,
    nombre: str,
    adscripcion: Adscripcion,
    avance: Callable[[int, int], object] | None = None,
) -> tuple[LoteDeEscaneos, bool]:
    """Separa las páginas y dice de quién es cada una. Devuelve el lote y si es nuevo. Es lento: lo
    llama el trabajador.

    El mismo archivo, subido otra vez por la misma persona, no hace nada: devuelve el que está.
    Lanza `EscaneoRechazado` y entonces no se guarda nada.
    """
    if not puede_subir_lotes(adscripcion):
        raise PermissionDenied
    # El bloqueo forma en fila a dos peticiones: la segunda halla el lote de la primera.
    type(adscripcion).objects.select_for_update(of=("self",)).get(pk=adscripcion.pk)
    suyo = {
        "proceso": proceso,
        "actor": adscripcion.actor,
        "huella": hashlib.sha256(datos).hexdigest(),
        "subido_por": adscripcion.usuario,
    }
    if lote := LoteDeEscaneos.objects.filter(**suyo).first():
        return lote, False
    paginas = leer(
        datos,
        nombre=nombre,
        bytes_maximos=BYTES_DE_LOTE,
        paginas_maximas=PAGINAS_DE_LOTE,
        avance=avance,
    )
    lote = LoteDeEscaneos.objects.create(**suyo, subido_en=reloj.ahora())
    emitidas = _emitidas(proceso, paginas)
    for numero, pagina in enumerate(paginas, start=1):
        _separar(lote, numero, pagina, emitidas, adscripcion)
    anotar(
        clase=ClaseDeActo.LOTE_DE_ESCANEOS,
        proceso=proceso,
        actor=adscripcion.actor,
        autor=adscripcion.usuario,
        datos={"lote": lote.pk, "paginas": len(paginas), "huella": lote.huella},
    )
    return lote, True


def _emitidas(proceso: ProcesoElectoral, paginas: list[Pagina]) -> dict[str, HojaDeConsentimiento]:
    folios = {folio_en(codigo)[0] for pagina in paginas for codigo in pagina.codigos}
    hojas = HojaDeConsentimiento.objects.filter(
        folio__in=folios - {""}, formato__proceso=proceso
    ).select_related("candidatura__formula__actor")
    return {hoja.folio: hoja for hoja in hojas}


def _separar(lote, numero, pagina: Pagina, emitidas, adscripcion: Adscripcion) -> None:
    hojas = [folio_en(codigo) for codigo in pagina.codigos]
    folio, es_reverso = next((h for h in hojas if h[0]), ("", False))
    hoja = emitidas.get(folio)
    escaneada = HojaEscaneada(lote=lote, numero=numero, huella_de_imagen=pagina.huella)
    escaneada.estado = EstadoDeHoja.POR_ASIGNAR
    if hoja is None:
        escaneada.nota = DESCONOCIDA if folio else SIN_QR
    elif not puede_ver_consentimiento(adscripcion, hoja.candidatura):
        # Ni siquiera se guarda de quién es: no es cosa de quien la subió.
        escaneada.nota = AJENA
    else:
        escaneada.hoja = hoja
        escaneada.candidatura = hoja.candidatura
        escaneada.estado = EstadoDeHoja.REVERSO if es_reverso else EstadoDeHoja.POR_TRANSCRIBIR
    escaneada.imagen.save("hoja.jpg", ContentFile(pagina.datos), save=True)


@transaction.atomic
def asignar_hoja(
    *, escaneada: HojaEscaneada, candidatura: Candidatura, adscripcion: Adscripcion
) -> HojaEscaneada:
    """Una persona dice de quién es la hoja que no se reconoció."""
    escaneada = _tomar(escaneada, adscripcion, {EstadoDeHoja.POR_ASIGNAR})
    if not puede_ver_consentimiento(adscripcion, candidatura):
        raise PermissionDenied
    escaneada.candidatura = candidatura
    escaneada.estado = EstadoDeHoja.POR_TRANSCRIBIR
    escaneada.nota = "La asignó una persona."
    escaneada.save(update_fields=["candidatura", "estado", "nota"])
    return escaneada


@transaction.atomic
def descartar_hoja(*, escaneada: HojaEscaneada, adscripcion: Adscripcion) -> HojaEscaneada:
    """La hoja no es un consentimiento. Se sigue viendo en su lote."""
    pendientes = {EstadoDeHoja.POR_ASIGNAR, EstadoDeHoja.POR_TRANSCRIBIR}
    escaneada = _tomar(escaneada, adscripcion, pendientes)
    escaneada.estado = EstadoDeHoja.DESCARTADA
    escaneada.save(update_fields=["estado"])
    return escaneada


@transaction.atomic
def transcribir_hoja(
    *,
    escaneada: HojaEscaneada,
    formato: FormatoDeConsentimiento,
    decision: Decision,
    firmante: str,
    firmado_el,
    adscripcion: Adscripcion,
) -> Consentimiento:
    """Las tres respuestas como están en el papel: nace un consentimiento por validar."""
    escaneada = _tomar(escaneada, adscripcion, {EstadoDeHoja.POR_TRANSCRIBIR})
    if escaneada.candidatura is None:
        raise ConsentimientoNoProcede("Diga primero de quién es esta hoja.")
    with escaneada.imagen.open() as archivo:
        evidencia = Pagina.de(archivo.read())
    consentimiento = registrar_papel(
        candidatura=escaneada.candidatura,
        formato=escaneada.hoja.formato if escaneada.hoja else formato,
        decision=decision,
        firmante=firmante,
        firmado_el=firmado_el,
        evidencia=evidencia,
        adscripcion=adscripcion,
    )
    escaneada.consentimiento = consentimiento
    escaneada.estado = EstadoDeHoja.TRANSCRITA
    escaneada.save(update_fields=["consentimiento", "estado"])
    return consentimiento


def candidaturas_asignables(adscripcion: Adscripcion, proceso: ProcesoElectoral):
    """A quién puede asignar una hoja: lo suyo que captura."""
    visibles = Cuestionario.objects.visibles_para(adscripcion).filter(candidatura__proceso=proceso)
    return (
        Candidatura.objects.filter(pk__in=visibles.values("candidatura"))
        .vigentes()
        .select_related("formula__actor", "formula__eleccion__cargo")
        .order_by("clave_orden")
    )


def _tomar(
    escaneada: HojaEscaneada, adscripcion: Adscripcion, estados: set[EstadoDeHoja]
) -> HojaEscaneada:
    """La hoja de un lote a su alcance, bloqueada y en uno de esos estados."""
    if not puede_subir_lotes(adscripcion):
        raise PermissionDenied
    escaneada = (
        HojaEscaneada.objects.filter(lote__in=LoteDeEscaneos.objects.visibles_para(adscripcion))
        .select_for_update(of=("self",))
        .get(pk=escaneada.pk)
    )
    if escaneada.estado not in estados:
        raise ConsentimientoNoProcede(
            f"Esta hoja ya está {escaneada.get_estado_display().lower()}."
        )
    return escaneada
