"""De la celda limpia al valor del modelo. Lo que no se reconoce queda vacío y en duda."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from candidaturas.models import Escolaridad, EstatusDeEstudios, Sexo, TipoDeCandidatura
from captura.importacion.nombres import llano
from captura.importacion.reporte import Notas

EDAD_MINIMA, EDAD_MAXIMA = 18, 120
LARGO_DE_URL, LARGO_DE_TELEFONO, LARGO_DE_DOMICILIO = 300, 30, 250
ENTERO_MAXIMO = 2_147_483_647

_ENTERO = re.compile(r"(\d{1,10})(\.0+)?")
_EDAD = re.compile(r"(\d{1,3})(\.0+)?( años?)?", re.IGNORECASE)
_SEXOS = {
    "h": Sexo.HOMBRE,
    "hombre": Sexo.HOMBRE,
    "masculino": Sexo.HOMBRE,
    "mujer": Sexo.MUJER,
    "f": Sexo.MUJER,
    "femenino": Sexo.MUJER,
    "no binario": Sexo.NO_BINARIO,
    "no binaria": Sexo.NO_BINARIO,
}
_TIPOS = {
    **dict.fromkeys(
        ("propietaria", "propietario", "propietaria/o", "propietario/a", "propietario(a)",
         "propietaria(o)"),
        TipoDeCandidatura.PROPIETARIA,
    ),
    "suplente": TipoDeCandidatura.SUPLENTE,
}  # fmt: skip
_ESCOLARIDADES = {llano(e.label): e for e in Escolaridad} | {
    "tecnico": Escolaridad.TECNICA,
    "carrera tecnica": Escolaridad.TECNICA,
    "bachillerato": Escolaridad.PREPARATORIA,
    "posdoctorado": Escolaridad.POSTDOCTORADO,
    "ninguno": Escolaridad.SIN_ESTUDIOS,
}
_ESTATUS = {llano(e.label): e for e in EstatusDeEstudios} | {
    "trunca": EstatusDeEstudios.TRUNCO,
    "concluida": EstatusDeEstudios.CONCLUIDO,
    "titulado": EstatusDeEstudios.TITULO,
    "titulada": EstatusDeEstudios.TITULO,
    "certificada": EstatusDeEstudios.CERTIFICADO,
    "cedula": EstatusDeEstudios.CEDULA,
    "pasante": EstatusDeEstudios.CARTA_PASANTE,
}
_GENERO_ENTRE_PARENTESIS = re.compile(r"\(\w{1,2}\)|/\w\b")


def entero(texto: str, notas: Notas, campo: str) -> int | None:
    if not texto:
        return None
    hallazgo = _ENTERO.fullmatch(texto)
    if hallazgo is None or int(hallazgo[1]) > ENTERO_MAXIMO:
        notas.rechazo(campo, texto, "número ilegible", "No es un número entero.")
        return None
    if hallazgo[2]:
        notas.cambio(campo, texto, "número con decimales", f"Se leyó {hallazgo[1]}.")
    return int(hallazgo[1])


def edad(texto: str, notas: Notas) -> int | None:
    if not texto:
        return None
    hallazgo = _EDAD.fullmatch(texto)
    if hallazgo is None or not EDAD_MINIMA <= int(hallazgo[1]) <= EDAD_MAXIMA:
        notas.duda(
            "edad", texto, "edad imposible",
            f"No es una edad de {EDAD_MINIMA} a {EDAD_MAXIMA} años; queda vacía.",
        )  # fmt: skip
        return None
    if hallazgo[2] or hallazgo[3]:
        notas.cambio("edad", texto, "número con decimales", f"Se leyó {hallazgo[1]}.")
    return int(hallazgo[1])


def sexo(texto: str, notas: Notas, *, eme_es_mujer: bool) -> str:
    """En el archivo federal la columna dice H o M; en otro, «M» puede ser «masculino»."""
    if not texto:
        return ""
    clave = llano(texto)
    valor = Sexo.MUJER if clave == "m" and eme_es_mujer else _SEXOS.get(clave)
    if valor is None:
        notas.duda("sexo", texto, "sexo no reconocido", "Queda vacío.")
        return ""
    return valor


def tipo(texto: str, notas: Notas) -> str:
    valor = _TIPOS.get(llano(texto))
    if valor is None:
        notas.rechazo(
            "tipo", texto, "tipo no reconocido", "Debe decir propietaria, propietario o suplente."
        )
        return ""
    return valor


def _opcion(texto: str, opciones: dict, notas: Notas, campo: str) -> str:
    if not texto:
        return ""
    valor = opciones.get(llano(texto)) or opciones.get(
        llano(_GENERO_ENTRE_PARENTESIS.sub("", texto))
    )
    if valor is None:
        notas.duda(campo, texto, "opción no reconocida", "No está en el catálogo; queda vacía.")
        return ""
    if valor.label != texto:
        notas.cambio(campo, texto, "variante de una opción", f"Queda como «{valor.label}».")
    return valor


def escolaridad(texto: str, notas: Notas) -> str:
    return _opcion(texto, _ESCOLARIDADES, notas, "escolaridad")


def estatus(texto: str, notas: Notas) -> str:
    return _opcion(texto, _ESTATUS, notas, "estatus_escolaridad")


# --- Contacto --------------------------------------------------------------------------------
_VALIDAR_URL = URLValidator(schemes=["http", "https"])
_DOMINIO = re.compile(r"(?!.*@)([\w-]+\.)+[a-z]{2,}(/\S*)?", re.IGNORECASE)
_SEPARA_REDES = re.compile(r"\s*[,;|\n]\s*")
_SEPARA_TELEFONOS = re.compile(r"\s*[,;/|\n]\s*|\s+[yo]\s+")


def _partir_redes(texto: str) -> list[str]:
    partes: list[str] = []
    for parte in _SEPARA_REDES.split(texto):
        trozos = parte.split()
        # Un espacio separa direcciones solo si cada trozo es una; si no, es un nombre con espacios.
        separa = len(trozos) > 1 and all("://" in t or _DOMINIO.fullmatch(t) for t in trozos)
        partes += trozos if separa else [parte]
    return [p for p in partes if p]


def direcciones(texto: str, notas: Notas, campo: str) -> list[str]:
    """Direcciones web de una lista. Las que no lo son se descartan, con su duda."""
    validas = []
    for parte in _partir_redes(texto):
        direccion = parte
        if "://" not in parte and _DOMINIO.fullmatch(parte):
            direccion = f"https://{parte}"
            notas.cambio(campo, parte, "dirección sin https", f"Queda «{direccion}».")
        try:
            _VALIDAR_URL(direccion)
        except ValidationError:
            direccion = ""
        if not direccion or len(direccion) > LARGO_DE_URL:
            notas.duda(campo, parte, "dirección web no válida", "Se descartó de la lista.")
        elif direccion in validas:
            notas.cambio(campo, parte, "dirección repetida", "Queda una sola vez.")
        else:
            validas.append(direccion)
    return validas


def pagina_web(texto: str, notas: Notas) -> str:
    validas = direcciones(texto, notas, "pagina_web")
    for sobrante in validas[1:]:
        notas.duda("pagina_web", sobrante, "más de una página", "Queda solo la primera.")
    return validas[0] if validas else ""


def correos(texto: str, notas: Notas) -> list[str]:
    validos = []
    for parte in filter(None, re.split(r"[\s,;|]+", texto)):
        try:
            validate_email(parte)
        except ValidationError:
            notas.duda("correos", parte, "correo no válido", "Se descartó de la lista.")
            continue
        if parte not in validos:
            validos.append(parte)
    return validos


def telefonos(texto: str, notas: Notas) -> list[str]:
    validos = []
    for parte in filter(None, _SEPARA_TELEFONOS.split(texto)):
        cifras = re.sub(r"\D", "", parte)
        if not cifras or len(parte) > LARGO_DE_TELEFONO:
            notas.duda("telefonos", parte, "teléfono no válido", "Se descartó de la lista.")
            continue
        if len(cifras) != 10 and not (cifras.startswith("52") and len(cifras) in {12, 13}):
            notas.duda(
                "telefonos", parte, "teléfono sin diez dígitos", f"Trae {len(cifras)}; se conserva."
            )
        if parte not in validos:
            validos.append(parte)
    return validos


def domicilios(texto: str, notas: Notas) -> list[str]:
    if not texto:
        return []
    if len(texto) > LARGO_DE_DOMICILIO:
        notas.duda(
            "casas_campana", texto, "domicilio largo",
            f"Pasa de {LARGO_DE_DOMICILIO} caracteres; se guardó hasta ahí.",
        )  # fmt: skip
        texto = texto[:LARGO_DE_DOMICILIO].rstrip()
    return [texto]
