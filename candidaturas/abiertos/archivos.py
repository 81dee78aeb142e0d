"""Los archivos de un corte, escritos renglón por renglón: la memoria no crece con la base.

Los mismos datos dan los mismos bytes: nada lleva la hora en que se hizo. El momento del corte va en
el nombre de cada archivo, en el LEEME y en la página.
"""

import csv
import json
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from candidaturas.abiertos.celdas import segura
from candidaturas.abiertos.columnas import DEL_INE, LIMPIAS, Columna, Renglon, celda

# La fecha de creación que Office guarda dentro del archivo: fija, para que la huella no cambie.
FECHA_FIJA = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LARGO_DE_CELDA = 32_767
DICCIONARIO = ("columna", "descripcion", "valores")


def escribir(carpeta: Path, renglones: Iterable[Renglon], *, nota: list[str], aviso: str) -> int:
    """Escribe en `carpeta` los archivos de datos en una sola pasada; devuelve cuántos renglones.

    `nota` son los renglones de la hoja LEEME; `aviso`, el de la demostración o vacío.
    """
    with ExitStack() as abiertos:
        escritores: list[_Csv | _Xlsx | _Json] = [
            abiertos.enter_context(_Csv(carpeta / "candidaturas.csv", LIMPIAS)),
            abiertos.enter_context(_Xlsx(carpeta / "candidaturas.xlsx", LIMPIAS, "candidaturas")),
            abiertos.enter_context(_Json(carpeta / "candidaturas.json", LIMPIAS, aviso)),
            abiertos.enter_context(_Csv(carpeta / "formato-ine.csv", DEL_INE)),
            abiertos.enter_context(_Xlsx(carpeta / "formato-ine.xlsx", DEL_INE, "CANDIDATOS")),
        ]
        filas = 0
        for renglon in renglones:
            for escritor in escritores:
                escritor.escribir(renglon)
            # El formato del INE solo tiene a quienes están en la boleta.
            filas += 1
        for escritor in escritores:
            if isinstance(escritor, _Xlsx):
                escritor.anexar("LEEME", [[linea] for linea in nota])
                if escritor.columnas is LIMPIAS:
                    escritor.anexar("diccionario", diccionario())
    with (carpeta / "diccionario.csv").open("w", encoding="utf-8", newline="") as archivo:
        csv.writer(archivo).writerows(diccionario())
    return filas


def diccionario() -> list[list[str]]:
    """Una fila por columna de la base limpia, con sus valores posibles."""
    filas = [[c.nombre, c.descripcion, c.opciones] for c in LIMPIAS]
    return [list(DICCIONARIO), *filas]


def _entra(columnas: tuple[Columna, ...], renglon: Renglon) -> bool:
    return columnas is LIMPIAS or renglon.candidatura.esta_en_boleta


class _Csv:
    def __init__(self, ruta: Path, columnas: tuple[Columna, ...]):
        self.ruta, self.columnas = ruta, columnas

    def __enter__(self):
        self.archivo = self.ruta.open("w", encoding="utf-8", newline="")
        self.hoja = csv.writer(self.archivo)
        self.hoja.writerow([c.nombre for c in self.columnas])
        return self

    def __exit__(self, *_):
        self.archivo.close()

    def escribir(self, renglon: Renglon) -> None:
        if _entra(self.columnas, renglon):
            self.hoja.writerow([segura(celda(c.valor(renglon))) for c in self.columnas])


class _Xlsx:
    """La hoja de datos va primero, que es la que leen los programas; las notas, después."""

    def __init__(self, ruta: Path, columnas: tuple[Columna, ...], hoja: str):
        self.ruta, self.columnas, self.nombre = ruta, columnas, hoja

    def __enter__(self):
        self.libro = xlsxwriter.Workbook(
            str(self.ruta),
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.libro.set_properties({"created": FECHA_FIJA})
        self.hoja = self.libro.add_worksheet(self.nombre)
        self.fila = 0
        self._escribir_fila(self.hoja, 0, [c.nombre for c in self.columnas])
        return self

    def __exit__(self, *_):
        self.libro.close()

    def escribir(self, renglon: Renglon) -> None:
        if _entra(self.columnas, renglon):
            self.fila += 1
            celdas = [segura(celda(c.valor(renglon))) for c in self.columnas]
            self._escribir_fila(self.hoja, self.fila, celdas)

    def anexar(self, nombre: str, filas: list[list[str]]) -> None:
        hoja = self.libro.add_worksheet(nombre)
        for numero, fila in enumerate(filas):
            self._escribir_fila(hoja, numero, [segura(texto) for texto in fila])

    @staticmethod
    def _escribir_fila(hoja, fila: int, celdas: list[Any]) -> None:
        for columna, valor in enumerate(celdas):
            if isinstance(valor, int):
                hoja.write_number(fila, columna, valor)
            else:
                hoja.write_string(fila, columna, valor[:LARGO_DE_CELDA])


class _Json:
    """Un objeto por renglón de texto: se puede leer entero o línea por línea."""

    def __init__(self, ruta: Path, columnas: tuple[Columna, ...], aviso: str):
        self.ruta, self.columnas, self.aviso = ruta, columnas, aviso

    def __enter__(self):
        self.archivo = self.ruta.open("w", encoding="utf-8", newline="\n")
        aviso = f'"aviso": {_json(self.aviso)},\n' if self.aviso else ""
        self.archivo.write(f'{{\n{aviso}"candidaturas": [')
        self.separador = "\n"
        return self

    def __exit__(self, *_):
        self.archivo.write("\n]\n}\n")
        self.archivo.close()

    def escribir(self, renglon: Renglon) -> None:
        objeto = {c.nombre: c.valor(renglon) for c in self.columnas}
        self.archivo.write(f"{self.separador}{_json(objeto)}")
        self.separador = ",\n"


def _json(valor: Any) -> str:
    return json.dumps(valor, ensure_ascii=False)
