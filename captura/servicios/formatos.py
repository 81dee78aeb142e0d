"""Formatos de consentimiento: escribir una versión y emitir las hojas prellenadas."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.bitacora import anotar
from captura.huellas import huella_de, nuevo_folio
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    FormatoDeConsentimiento,
    HojaDeConsentimiento,
    Usuario,
)
from captura.permisos import puede_editar_formatos, puede_ver_consentimiento
from captura.servicios.consentimientos import ConsentimientoNoProcede
from conoceles.comun import reloj

# Los dos últimos no se escriben aquí: son los del aviso de privacidad vigente.
DEL_AVISO = ("aviso", "aviso_integral")
TEXTOS = (
    "declaracion",
    "pregunta_tratamiento",
    "pregunta_publicacion",
    "pregunta_estadistica",
    "fundamento",
    "aviso",
    "aviso_integral",
)


@transaction.atomic
def escribir_formato(
    *, proceso: ProcesoElectoral, nombre: str, textos: dict[str, str], adscripcion: Adscripcion
) -> FormatoDeConsentimiento:
    """Una versión nueva, vigente desde ahora. Las anteriores quedan como se firmaron.

    `textos`: uno por cada nombre de `TEXTOS`. Lanza `ConsentimientoNoProcede`.
    """
    if not puede_editar_formatos(adscripcion):
        raise PermissionDenied
    ProcesoElectoral.objects.select_for_update(of=("self",)).get(pk=proceso.pk)
    nombre = nombre.strip()
    if proceso.formatos_de_consentimiento.filter(nombre=nombre).exists():
        raise ConsentimientoNoProcede("Otra versión ya se llama así. Dele otro nombre.")
    formato = crear_formato(proceso, nombre, textos, adscripcion.usuario)
    anotar(
        clase=ClaseDeActo.FORMATO_DE_CONSENTIMIENTO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={"formato": formato.pk, "huella": formato.huella},
    )
    return formato


def crear_formato(
    proceso: ProcesoElectoral, nombre: str, textos: dict[str, str], autor: Usuario | None
) -> FormatoDeConsentimiento:
    """La huella es la de todos los textos: la dice la constancia de cada consentimiento."""
    limpios = {clave: textos[clave].replace("\r", "").strip() for clave in TEXTOS}
    return FormatoDeConsentimiento.objects.create(
        proceso=proceso,
        nombre=nombre,
        huella=huella_de(limpios),
        vigente_desde=reloj.ahora(),
        creado_por=autor,
        **limpios,
    )


@transaction.atomic
def emitir_hojas(
    *,
    formato: FormatoDeConsentimiento,
    candidaturas: list[Candidatura],
    adscripcion: Adscripcion,
) -> list[HojaDeConsentimiento]:
    """La hoja de cada candidatura, en el orden dado; la que ya tenía conserva su folio."""
    if any(not puede_ver_consentimiento(adscripcion, c) for c in candidaturas):
        raise PermissionDenied
    if any(c.proceso_id != formato.proceso_id for c in candidaturas):
        raise PermissionDenied
    ahora = reloj.ahora()
    HojaDeConsentimiento.objects.bulk_create(
        (
            HojaDeConsentimiento(
                folio=nuevo_folio("HOJ", formato.proceso.anio),
                candidatura=candidatura,
                formato=formato,
                emitida_en=ahora,
            )
            for candidatura in candidaturas
        ),
        ignore_conflicts=True,
    )
    hojas = {
        hoja.candidatura_id: hoja
        for hoja in formato.hojas.filter(candidatura__in=candidaturas).select_related(
            "candidatura__formula__actor",
            "candidatura__formula__eleccion__cargo",
            "candidatura__proceso",
        )
    }
    return [hojas[candidatura.pk] for candidatura in candidaturas]
