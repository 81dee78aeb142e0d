"""Los formatos que se conocen y cómo se reconocen por su encabezado."""

import re
from dataclasses import dataclass

from captura.importacion.errores import ArchivoIlegible
from captura.importacion.nombres import llano
from captura.texto_limpio import reparar

FILAS_EN_QUE_SE_BUSCA = 10
CURRICULARES = {
    "telefono": "telefonos",
    "correoelectronico": "correos",
    "paginaweb": "pagina_web",
    "redes": "redes",
    "escolaridad": "escolaridad",
    "estatusescolaridad": "estatus_escolaridad",
    "cursos": "cursos",
    "historiaprofesional": "historia_profesional",
    "trayectoriapolitica": "trayectoria_politica",
    "motivocargopublico": "motivo_cargo_publico",
    "propuesta1": "propuesta_1",
    "propuesta2": "propuesta_2",
    "propuestagenero": "propuesta_genero",
}
_DEL_INE = {
    "entidad": "entidad",
    "circunscripcion": "circunscripcion",
    "numlistaoformula": "numero",
    "nombrecandidato": "nombre",
    "tipocandidato": "tipo",
    "edad": "edad",
    **CURRICULARES,
}


@dataclass(frozen=True)
class Formato:
    """Encabezado (sin acentos, espacios ni guiones) → campo, y lo que no puede faltar."""

    clave: str
    nombre: str
    columnas: dict[str, str]
    exige: tuple[str, ...]
    por_partido: bool = False

    def reconocidos(self, encabezado: list[str]) -> dict[str, str]:
        """Campo → encabezado tal como viene."""
        return {
            self.columnas[c]: original
            for original in encabezado
            if (c := _clave(original)) in self.columnas
        }


LOCAL = Formato(
    "local_2022",
    "INE, elecciones locales (2022)",
    {
        "partidocoalicion": "actor",
        "cargo": "cargo",
        "distritolocal": "distrito",
        "municipio": "municipio",
        "sexo": "sexo",
        "direccioncasacampana": "casas_campana",
        **_DEL_INE,
    },
    ("partidocoalicion", "cargo", "entidad", "numlistaoformula", "nombrecandidato",
     "tipocandidato"),
)  # fmt: skip
FEDERAL = Formato(
    "federal_2021",
    "INE, elección federal (2021)",
    {
        "partido": "actor",
        "coalicion": "coalicion",
        "partidoscoalicion": "partidos",
        "tipocandidatura": "cargo",
        "distrito": "distrito",
        "genero": "sexo",
        "domicilio": "casas_campana",
        **_DEL_INE,
    },
    ("partido", "coalicion", "partidoscoalicion", "tipocandidatura", "entidad", "distrito",
     "numlistaoformula", "nombrecandidato", "tipocandidato"),
)  # fmt: skip
LISTA = Formato(
    "lista_por_candidatura",
    "Lista de la boleta, una fila por candidatura (Coahuila 2017)",
    {
        "candidaturaid": "folio",
        "proceso": "proceso",
        "eleccion": "cargo",
        "ambito": "ambito",
        "ambitoid": "ambito_id",
        "ambitonombre": "ambito_nombre",
        "candidatao": "nombre",
        "partidos": "partidos",
        "npartidos": "n_partidos",
        "tipopostulacion": "tipo_postulacion",
    },
    ("eleccion", "ambito", "ambitoid", "candidatao", "partidos"),
)
PREP = Formato(
    "prep_por_partido",
    "PREP de Coahuila 2017, una fila por partido",
    {
        "idestado": "entidad",
        "idmunicipiolocal": "municipio_id",
        "iddistritolocal": "distrito_id",
        "partidoci": "partidos",
        "candidato": "nombre",
        "candidatopropietario": "nombre",
    },
    ("idestado", "partidoci"),
    por_partido=True,
)
FORMATOS = (LOCAL, FEDERAL, LISTA, PREP)


def _clave(encabezado: str) -> str:
    return re.sub(r"[^a-z0-9]", "", llano(reparar(encabezado)))


def _faltantes(formato: Formato, claves: set[str]) -> list[str]:
    faltan = [c for c in formato.exige if c not in claves]
    if formato is PREP and not claves & {"candidato", "candidatopropietario"}:
        faltan.append("candidato")
    return faltan


def buscar(filas: list[list[str]], formatos: tuple[Formato, ...] = FORMATOS) -> tuple[int, Formato]:
    """En qué fila (desde 0) está el encabezado y de qué formato es. O dice qué falta."""
    mejor: tuple[int, int, Formato, list[str]] | None = None
    for indice, fila in enumerate(filas[:FILAS_EN_QUE_SE_BUSCA]):
        claves = {_clave(c) for c in fila} - {""}
        for formato in formatos:
            aciertos = len(claves & formato.columnas.keys())
            faltan = _faltantes(formato, claves)
            if not faltan:
                _sin_repetidos(fila, formato)
                return indice, formato
            if aciertos and (mejor is None or aciertos > mejor[0]):
                mejor = (aciertos, indice, formato, faltan)
    if mejor is None:
        primera = next((f for f in filas if any(c.strip() for c in f)), [])
        raise ArchivoIlegible(
            "No se encontró un encabezado conocido en las primeras filas; la primera dice: "
            f"{_enumerar(primera)}. Suba la plantilla o la exportación del INE con su encabezado."
        )
    _, indice, formato, faltan = mejor
    raise ArchivoIlegible(
        f"Al encabezado le faltan columnas del formato «{formato.nombre}»: {', '.join(faltan)} "
        f"(se comparan sin acentos, espacios ni guiones); se encontraron: "
        f"{_enumerar(filas[indice])}."
    )


def _sin_repetidos(fila: list[str], formato: Formato) -> None:
    vistos: set[str] = set()
    for original in fila:
        campo = formato.columnas.get(_clave(original))
        if campo in vistos:
            raise ArchivoIlegible(f"La columna {original.strip()} aparece dos veces.")
        if campo:
            vistos.add(campo)


def _enumerar(fila: list[str]) -> str:
    celdas = [c.strip()[:40] for c in fila if c.strip()]
    mas = f" y {len(celdas) - 15} más" if len(celdas) > 15 else ""
    return ", ".join(celdas[:15]) + mas or "(nada)"
