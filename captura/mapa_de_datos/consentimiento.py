"""Consentimiento, identidad y compromisos."""

from captura.mapa_de_datos.comunes import EXPEDIENTE, quien
from captura.models import (
    AccesoAIdentidad,
    Acuse,
    Compromiso,
    Consentimiento,
    ConstanciaSellada,
    CuestionarioDeIdentidad,
    FamiliaDeCompromisos,
    Firma,
    FormatoDeConsentimiento,
    Habilitacion,
    HojaDeConsentimiento,
    HojaEscaneada,
    LoteDeEscaneos,
    RespuestasDeIdentidad,
    SolicitudDeHabilitacion,
    VersionDeCompromisos,
)
from conoceles.comun.mapa_de_datos import (
    LA_PERSONA,
    Conservacion,
    Grupo,
    Tabla,
    Titular,
    Tratamiento,
)

SUPRIME, RASTRO = Conservacion.SE_SUPRIME, Conservacion.RASTRO
CATALOGO, SALVO_ARCHIVO = Conservacion.CATALOGO, Conservacion.SALVO_ARCHIVO


def _del_proceso(modelo, tratamiento: Tratamiento, finalidad: str, *grupos: Grupo) -> Tabla:
    """Lo que se pregunta o se firma: no habla de nadie."""
    return Tabla(modelo, tratamiento, finalidad, grupos, leen=EXPEDIENTE)


def _de_la_persona(
    modelo, tratamiento: Tratamiento, finalidad: str, *grupos: Grupo, **lo_demas
) -> Tabla:
    return Tabla(
        modelo,
        tratamiento,
        finalidad,
        grupos,
        **{
            "leen": EXPEDIENTE,
            "titular": Titular.CANDIDATA,
            "candidatura": "candidatura",
            **lo_demas,
        },
    )


MAPA = [
    _del_proceso(
        FormatoDeConsentimiento,
        Tratamiento.CONSENTIMIENTO,
        "Saber qué texto decidió cada persona",
        Grupo(
            "id proceso nombre declaracion pregunta_tratamiento pregunta_publicacion "
            "pregunta_estadistica fundamento aviso aviso_integral huella vigente_desde",
            CATALOGO,
        ),
        quien("creado_por"),
    ),
    _de_la_persona(
        HojaDeConsentimiento,
        Tratamiento.CONSENTIMIENTO,
        "Reconocer la hoja que se imprimió",
        Grupo("id folio candidatura formato emitida_en", RASTRO),
    ),
    _de_la_persona(
        Consentimiento,
        Tratamiento.CONSENTIMIENTO,
        "Probar qué decidió la persona sobre sus datos",
        Grupo("firmante motivo", SUPRIME),
        Grupo("evidencia huella_de_imagen", SALVO_ARCHIVO),
        Grupo(
            "id folio candidatura formato tratamiento tratamiento_en publicacion publicacion_en "
            "estadistica estadistica_en medio firmado_el huella estado registrado_en validado_en "
            "terminado_en",
            RASTRO,
        ),
        quien("registrado_por validado_por"),
    ),
    Tabla(
        LoteDeEscaneos,
        Tratamiento.CONSENTIMIENTO,
        "Repartir un PDF con muchas hojas firmadas",
        (Grupo("id proceso actor huella subido_en", RASTRO), quien("subido_por")),
        leen=EXPEDIENTE,
    ),
    _de_la_persona(
        HojaEscaneada,
        Tratamiento.CONSENTIMIENTO,
        "Conservar la hoja firmada",
        Grupo("imagen huella_de_imagen", SALVO_ARCHIVO),
        Grupo("nota", SUPRIME),
        Grupo("id lote numero estado hoja candidatura consentimiento", RASTRO),
    ),
    _de_la_persona(
        ConstanciaSellada,
        Tratamiento.RENDICION,
        "Dar siempre la misma constancia de un envío, una firma o un consentimiento",
        Grupo("archivo", SALVO_ARCHIVO),
        Grupo("id folio huella sellada_en", RASTRO),
        candidatura="",
        por_folio=(Acuse, Firma, Consentimiento),
    ),
    _del_proceso(
        CuestionarioDeIdentidad,
        Tratamiento.IDENTIDAD,
        "Saber qué se preguntó",
        Grupo("id proceso nombre contenido vigente_desde", CATALOGO),
    ),
    _de_la_persona(
        RespuestasDeIdentidad,
        Tratamiento.IDENTIDAD,
        "Publicar los distintivos que consintió y contarla en la estadística, si lo consintió",
        Grupo("cifradas", SUPRIME),
        Grupo("candidatura cuestionario guardadas_en contestado_en", SUPRIME, leen=EXPEDIENTE),
        Grupo(
            "llave",
            SUPRIME,
            leen=frozenset(),
            finalidad="Saber con qué llave se cifró",
            sin_entrega="Nombra una llave del servidor; no dice nada de la persona.",
        ),
        quien("capturadas_por"),
        leen=LA_PERSONA,
    ),
    _de_la_persona(
        AccesoAIdentidad,
        Tratamiento.IDENTIDAD,
        "Que la persona sepa quién abrió lo que contestó, y para qué",
        Grupo("id candidatura proposito escribe momento", RASTRO),
        quien("usuario"),
        leen=LA_PERSONA,
    ),
    _del_proceso(
        FamiliaDeCompromisos,
        Tratamiento.COMPROMISOS,
        "Saber qué se firma",
        Grupo("id proceso clave nombre nombre_en_informe orden", CATALOGO),
    ),
    _del_proceso(
        VersionDeCompromisos,
        Tratamiento.COMPROMISOS,
        "Saber qué texto firmó cada persona",
        Grupo("id familia nombre fuente huella vigente_desde vigente_hasta", CATALOGO),
    ),
    _del_proceso(
        Compromiso,
        Tratamiento.COMPROMISOS,
        "Saber qué se firma",
        Grupo("id version orden texto", CATALOGO),
    ),
    _del_proceso(
        SolicitudDeHabilitacion,
        Tratamiento.COMPROMISOS,
        "Atender lo que pide cada actor",
        Grupo("id familia actor solicitante canal referencia recibida_en atendida_en", RASTRO),
        quien("atendida_por"),
    ),
    _de_la_persona(
        Habilitacion,
        Tratamiento.COMPROMISOS,
        "Saber quién pidió poder firmar",
        Grupo("id solicitud candidatura", RASTRO),
    ),
    _de_la_persona(
        Firma,
        Tratamiento.COMPROMISOS,
        "Probar qué firmó la persona",
        Grupo("compromisos firmante motivo_de_anulacion", SUPRIME),
        Grupo(
            "id candidatura version huella folio firmado_en anulada_en causa_de_anulacion", RASTRO
        ),
        quien("registrado_por"),
    ),
]
