"""Archivos de prueba, hechos al vuelo, con personas inventadas."""

import csv
from pathlib import Path

LOCAL = [
    "PARTIDO_COALICION", "CARGO", "ENTIDAD", "DISTRITO LOCAL", "CIRCUNSCRIPCION", "MUNICIPIO",
    "NUM_LISTA_O_FORMULA", "NOMBRE_CANDIDATO", "TIPO_CANDIDATO", "EDAD", "SEXO",
    "DIRECCION_CASA_CAMPAÑA", "TELEFONO", "CORREO_ELECTRONICO", "PAGINA_WEB", "REDES",
    "ESCOLARIDAD", "ESTATUS_ESCOLARIDAD", "CURSOS", "HISTORIA_PROFESIONAL",
    "TRAYECTORIA_POLITICA", "MOTIVO_CARGO_PUBLICO", "PROPUESTA_1", "PROPUESTA_2",
    "PROPUESTA_GENERO",
]  # fmt: skip
FEDERAL = [
    "Partido", "Coalicion", "PartidosCoalicion", "tipoCandidatura", "ENTIDAD", "DISTRITO",
    "CIRCUNSCRIPCION", "NUM_LISTA_O_FORMULA", "NOMBRE_CANDIDATO", "tipoCandidato", "edad",
    "genero", "DOMICILIO", "TELEFONO", "CORREO_ELECTRONICO", "PAGINA_WEB", "REDES",
    "ESCOLARIDAD", "ESTATUS_ESCOLARIDAD", "CURSOS", "HISTORIA_PROFESIONAL",
    "TRAYECTORIA_POLITICA", "MOTIVO_CARGO_PUBLICO", "PROPUESTA_1", "PROPUESTA_2",
    "PROPUESTA_GENERO",
]  # fmt: skip
LISTA = [
    "candidatura_id", "proceso", "eleccion", "ambito", "ambito_id", "ambito_nombre",
    "candidata_o", "partidos", "n_partidos", "tipo_postulacion",
]  # fmt: skip
HISTORIA = "Coordiné la biblioteca del ejido y di clases de lectura en voz alta. " * 5


def fila_local(**valores) -> list:
    """Un renglón del formato local; las columnas, en minúsculas y con guiones bajos."""
    base = {
        "PARTIDO_COALICION": "PARTIDO DEL MEZQUITE",
        "CARGO": "DIPUTACIÓN LOCAL MR",
        "ENTIDAD": "COAHUILA",
        "DISTRITO LOCAL": "1",
        "CIRCUNSCRIPCION": "No aplica",
        "MUNICIPIO": "No aplica",
        "NUM_LISTA_O_FORMULA": "501",
        "NOMBRE_CANDIDATO": "XÓCHITL PEÑA DE LA O",
        "TIPO_CANDIDATO": "PROPIETARIA",
        "EDAD": "41",
        "SEXO": "MUJER",
    }
    base |= {_columna(c): v for c, v in valores.items()}
    return [base.get(columna, "") for columna in LOCAL]


def fila_federal(**valores) -> list:
    base = {
        "Partido": "MEZ",
        "Coalicion": "MEZ",
        "PartidosCoalicion": "MEZ",
        "tipoCandidatura": "DIPUTACIÓN FEDERAL MR",
        "ENTIDAD": "COAHUILA",
        "DISTRITO": "7-SALTILLO",
        "NUM_LISTA_O_FORMULA": "3787",
        "NOMBRE_CANDIDATO": "JULIÁN CISNEROS OYARZÁBAL",
        "tipoCandidato": "PROPIETARIO",
        "edad": "53",
        "genero": "H",
    }
    return [(base | valores).get(columna, "") for columna in FEDERAL]


def _columna(nombre: str) -> str:
    columna = nombre.upper().replace("CAMPANA", "CAMPAÑA")
    return "DISTRITO LOCAL" if columna == "DISTRITO_LOCAL" else columna


def escribir(ruta: Path, *hojas: tuple[str, list[list]], **opciones) -> Path:
    """Escribe las hojas (nombre, filas) según la extensión. Un CSV lleva solo la primera."""
    _ESCRITORES[ruta.suffix](ruta, hojas, **opciones)
    return ruta


def local(ruta: Path, *filas: list, **opciones) -> Path:
    return escribir(ruta, ("CANDIDATOS", [LOCAL, *filas]), **opciones)


def federal(ruta: Path, *filas: list, **opciones) -> Path:
    return escribir(ruta, ("CANDIDATOS", [FEDERAL, *filas]), **opciones)


def _csv(ruta, hojas, codificacion="utf-8", separador=","):
    with ruta.open("w", encoding=codificacion, newline="") as archivo:
        csv.writer(archivo, delimiter=separador).writerows(hojas[0][1])


def _xls(ruta, hojas):
    import xlwt

    libro = xlwt.Workbook()
    for nombre, filas in hojas:
        hoja = libro.add_sheet(nombre)
        for i, fila in enumerate(filas):
            for j, celda in enumerate(fila):
                hoja.write(i, j, celda)
    libro.save(str(ruta))


def _xlsx(ruta, hojas):
    import openpyxl

    libro = openpyxl.Workbook()
    libro.remove(libro.active)
    for nombre, filas in hojas:
        hoja = libro.create_sheet(nombre)
        for fila in filas:
            hoja.append(fila)
    libro.save(ruta)


def _ods(ruta, hojas):
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    libro = OpenDocumentSpreadsheet()
    for nombre, filas in hojas:
        tabla = Table(name=nombre)
        for fila in filas:
            renglon = TableRow()
            for celda in fila:
                hueco = TableCell(valuetype="string")
                hueco.addElement(P(text=str(celda)))
                renglon.addElement(hueco)
            tabla.addElement(renglon)
        libro.spreadsheet.addElement(tabla)
    libro.save(str(ruta))


_ESCRITORES = {".csv": _csv, ".xls": _xls, ".xlsx": _xlsx, ".ods": _ods}
