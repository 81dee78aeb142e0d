"""Las palabras del instituto: cómo se redacta un renglón y cómo se escriben fechas y periodos.

Las frases siguen el informe de mayo de 2023; están aquí y en ningún otro lado.
"""

from datetime import date
from string import Formatter

from candidaturas.models import ActorPolitico, TipoDeActor
from captura.models import Canal, SolicitudDeHabilitacion

MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
DIAS = (
    *("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    *("once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho"),
    *("diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro"),
    *("veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve", "treinta"),
    "treinta y uno",
)
ROMANOS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

POR_CANAL = {
    Canal.SISTEMA: "a través del sistema",
    Canal.CORREO: "por correo electrónico",
    Canal.OFICIO: "vía oficio",
}
DE_QUIEN = {
    TipoDeActor.PARTIDO: "el partido político {siglas}",
    TipoDeActor.COALICION: "la coalición {nombre}",
    TipoDeActor.CANDIDATURA_COMUN: "la candidatura común {nombre}",
    TipoDeActor.INDEPENDIENTE: "la candidatura independiente {nombre}",
}
REGISTRADAS_POR = {
    TipoDeActor.PARTIDO: "el partido",
    TipoDeActor.COALICION: "la coalición",
    TipoDeActor.CANDIDATURA_COMUN: "la candidatura común",
    TipoDeActor.INDEPENDIENTE: "la candidatura independiente",
}
# Las frases con que nace cada renglón. El personal puede cambiarlas (`PlantillaDeRedaccion`); entre
# llaves va lo que pone el sistema.
FRASES: dict[str, str] = {
    "habilitacion": (
        "Se recibió {canal}{recibida} petición realizada por {solicitante}, para habilitar el "
        "sistema para signar {familia} de las candidaturas registradas por {actor}, {atencion}"
    ),
    "oficio_con_informe": (
        "Se remitió vía {canal} oficio No. {numero}, mediante el cual se remitió el informe "
        "correspondiente al mes de {mes} sobre el avance en la implementación y operación del "
        "sistema, así como el informe cuantitativo de la información."
    ),
    "oficio_enviado": "Se informó al INE vía {canal} a través del oficio {numero} sobre {asunto}.",
    "acuse": "Se recibió acuse de recepción vía {canal} del oficio No. {numero}.",
    "oficio_atendido": "Se recibió y atendió oficio No. {numero}.",
    "corte_cuantitativo": "Se elaboró informe Cuantitativo de Información.",
    "expediente": (
        "Se elaboraron las carpetas de fichas de registro y consentimientos publicados en el "
        "sistema para archivo."
    ),
}
NOMBRES_DE_FRASES = {
    "habilitacion": "Habilitación de compromisos",
    "oficio_con_informe": "Oficio con el informe del mes",
    "oficio_enviado": "Oficio al INE sobre otro asunto",
    "acuse": "Acuse de un oficio",
    "oficio_atendido": "Oficio recibido y atendido",
    "corte_cuantitativo": "Corte del informe cuantitativo",
    "expediente": "Carpeta de fichas y consentimientos",
}


def campos_de(texto: str) -> set[str]:
    """Lo que una frase lleva entre llaves. Lanza `ValueError` si las llaves no casan."""
    return {campo for _, campo, _, _ in Formatter().parse(texto) if campo is not None}


ATENDIDA_EL_MISMO_DIA = (
    "ese mismo día fue atendida y se realizaron las habilitaciones correspondientes."
)
ATENDIDA_OTRO_DIA = (
    "la cual fue atendida el {dia}, fecha en que se realizaron las habilitaciones correspondientes."
)


def romano(numero: int) -> str:
    """Numeral romano de 1 a 89."""
    partes = []
    for valor, letra in ROMANOS:
        veces, numero = divmod(numero, valor)
        partes.append(letra * veces)
    return "".join(partes)


def fecha_corta(dia: date) -> str:
    return f"{dia:%d/%m/%Y}"


def fecha_larga(dia: date) -> str:
    return f"{dia:%d} de {MESES[dia.month - 1]} de {dia.year}"


def fecha_en_letra(dia: date) -> str:
    return f"{DIAS[dia.day - 1]} ({dia:%d}) de {MESES[dia.month - 1]} de {dia.year}"


def periodo(desde: date, hasta: date) -> str:
    """«Del 25 de abril al 29 de mayo de 2023»; el año se repite solo si cambia."""
    if desde == hasta:
        return f"El {fecha_larga(desde)}"
    inicio = fecha_larga(desde)
    if desde.year == hasta.year:
        inicio = inicio.removesuffix(f" de {desde.year}")
    return f"Del {inicio} al {fecha_larga(hasta)}"


def fechas(actividad) -> list[str]:
    """La columna de fechas: una, un rango, uno sin cerrar, o una por lugar."""
    if actividad.lugares:
        return [f"{fecha_corta(f.fecha)} {f.lugar}" for f in actividad.lugares]
    inicio = fecha_corta(actividad.inicia_el)
    if actividad.rango_abierto:
        return [f"{inicio} al"]
    if actividad.termina_el:
        return [f"{inicio} al {fecha_corta(actividad.termina_el)}"]
    return [inicio]


def habilitacion(
    frase: str, solicitud: SolicitudDeHabilitacion, *, recibida: date, atendida: date
) -> str:
    """El renglón de una solicitud atendida. Si no fue el mismo día, la frase dice cada fecha."""
    mismo_dia = recibida == atendida
    return frase.format(
        canal=POR_CANAL[Canal(solicitud.canal)],
        recibida="" if mismo_dia else f" el {fecha_corta(recibida)}",
        solicitante=_nombrar(solicitud.solicitante),
        familia=solicitud.familia.nombre_en_informe,
        actor=REGISTRADAS_POR[TipoDeActor(solicitud.actor.tipo)],
        atencion=ATENDIDA_EL_MISMO_DIA
        if mismo_dia
        else ATENDIDA_OTRO_DIA.format(dia=fecha_corta(atendida)),
    )


def _nombrar(actor: ActorPolitico) -> str:
    return DE_QUIEN[TipoDeActor(actor.tipo)].format(
        siglas=actor.siglas or actor.nombre, nombre=actor.nombre
    )
