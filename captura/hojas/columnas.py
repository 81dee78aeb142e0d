"""Las columnas de la plantilla y cómo va cada campo en su celda."""

from candidaturas.models import Escolaridad, EstatusDeEstudios
from captura.importacion.encabezados import CURRICULARES, FEDERAL, LOCAL, Formato
from captura.models import Cuestionario

# Encabezado de la plantilla → campo. Los curriculares, con los nombres que usa el INE.
DE_SOLO_LECTURA = {
    "FOLIO": "folio",
    "NOMBRE_CANDIDATO": "nombre",
    "CARGO": "cargo",
    "TERRITORIO": "territorio",
    "ESTADO": "estado",
}
EDITABLES = {
    "DIRECCION_CASA_CAMPAÑA": "casas_campana",
    "TELEFONO": "telefonos",
    "CORREO_ELECTRONICO": "correos",
    "PAGINA_WEB": "pagina_web",
    "REDES": "redes",
    "ESCOLARIDAD": "escolaridad",
    "ESTATUS_ESCOLARIDAD": "estatus_escolaridad",
    "CURSOS": "cursos",
    "HISTORIA_PROFESIONAL": "historia_profesional",
    "TRAYECTORIA_POLITICA": "trayectoria_politica",
    "MOTIVO_CARGO_PUBLICO": "motivo_cargo_publico",
    "PROPUESTA_1": "propuesta_1",
    "PROPUESTA_2": "propuesta_2",
    "PROPUESTA_GENERO": "propuesta_genero",
}
ENCABEZADO = (*DE_SOLO_LECTURA, *EDITABLES)
PLANTILLA = Formato(
    "plantilla",
    "Plantilla de este sistema",
    {
        "folio": "folio",
        "nombrecandidato": "nombre",
        "cargo": "cargo",
        "territorio": "territorio",
        "estado": "estado",
        "direccioncasacampana": "casas_campana",
        **CURRICULARES,
    },
    ("folio", "nombrecandidato"),
)
FORMATOS = (PLANTILLA, LOCAL, FEDERAL)
ROTULOS = {"escolaridad": Escolaridad, "estatus_escolaridad": EstatusDeEstudios}


def como_celda(campo: str, valor) -> str:
    """Lo que la plantilla escribe: las listas, un elemento por renglón; las opciones, su nombre."""
    if isinstance(valor, list):
        return "\n".join(valor)
    if campo in ROTULOS and valor:
        return ROTULOS[campo](valor).label
    return valor


def celdas_de(cuestionario: Cuestionario) -> dict[str, str]:
    return {c: como_celda(c, getattr(cuestionario, c)) for c in EDITABLES.values()}
