"""Reglas de palabras: nombres, repeticiones y ortografía."""

import re
from collections.abc import Iterator
from itertools import pairwise

from informes.revisor.hallazgos import Lugar
from informes.revisor.ortografia import PALABRA, PALABRAS, Ortografia, llana
from informes.revisor.reglas.regla import Regla


class NombradoDeDosModos(Regla):
    """¿Cada cosa se llama igual en todo el informe?"""

    clave = "IM-11"
    nombre = "Una cosa, dos nombres"

    def revisar(self, material):
        for concepto in PALABRAS["conceptos"]:
            yield from self._concepto(material, concepto)
        yield from self._reuniones(material)
        yield from self._oficiales(material)

    def _concepto(self, material, concepto):
        lugares: dict[str, Lugar] = {}
        # La forma larga se quita antes de buscar la corta, que puede estar dentro de ella.
        formas = sorted(concepto["formas"], key=len, reverse=True)
        for texto in material.textos:
            # El título de un acuerdo se cita como es.
            if texto.lugar.parte == "acuerdos":
                continue
            resto = texto.texto.lower()
            for forma in formas:
                if re.search(rf"\b{forma}\b", resto):
                    lugares.setdefault(forma, texto.lugar)
                    resto = re.sub(rf"\b{forma}\b", " ", resto)
        if len(lugares) > 1:
            primera, *otras = sorted(lugares, key=lambda f: lugares[f].posicion)
            for otra in otras:
                yield self.hallazgo(
                    lugares[otra],
                    otra,
                    f"En otra parte se llama «{primera}» ({lugares[primera]}).",
                    f"Use un solo nombre para {concepto['nombre']}.",
                )

    def _reuniones(self, material):
        vistos: dict[str, tuple[int, str]] = {}
        for numero, reunion in enumerate(material.reuniones, 1):
            llano = " ".join(PALABRA.findall(llana(reunion.nombre)))
            primero, nombre = vistos.setdefault(llano, (numero, reunion.nombre))
            if nombre != reunion.nombre:
                yield self.hallazgo(
                    Lugar("reuniones", numero),
                    reunion.nombre,
                    f"La reunión {primero} se llama «{nombre}».",
                    "Escríbalas igual.",
                )

    def _oficiales(self, material):
        for nombre in PALABRAS["nombres_oficiales"]:
            palabras = PALABRA.findall(nombre)
            patron = re.compile(r"\b" + r"[\s,.;:]+".join(palabras) + r"\b", re.IGNORECASE)
            for texto in material.textos:
                for hallado in patron.finditer(texto.texto):
                    if hallado[0].lower() != nombre.lower():
                        yield self.hallazgo(
                            texto.lugar,
                            hallado[0],
                            f"El nombre oficial es «{nombre}».",
                            f"Escriba «{nombre}».",
                        )


class PalabraRepetida(Regla):
    """¿Hay palabras que sobran, una tras otra?"""

    clave = "IM-12"
    nombre = "Palabra repetida"
    SEGUIDAS = frozenset(map(tuple, PALABRAS["palabras_seguidas"]))

    def revisar(self, material):
        for texto in material.textos:
            palabras = list(re.finditer(r"[^\W\d_]+", texto.texto))
            for una, otra in pairwise(palabras):
                if texto.texto[una.end() : otra.start()].strip():
                    continue
                par = una[0].lower(), otra[0].lower()
                if par in self.SEGUIDAS or (par[0] == par[1] and len(par[0]) > 1):
                    yield self.hallazgo(
                        texto.lugar,
                        f"{una[0]} {otra[0]}",
                        "Sobra una de las dos palabras.",
                        f"Deje «{una[0]}»."
                        if par[0] == par[1]
                        else f"Deje «{una[0]}» o «{otra[0]}».",
                    )


class Ortografica(Regla):
    """¿Están bien escritas las palabras y los nombres oficiales?"""

    clave = "IM-13"
    nombre = "Ortografía"

    def revisar(self, material):
        ortografia = Ortografia(material.nombres)
        for texto in material.textos:
            vistas = set()
            for palabra, sugerencias in [
                *ortografia.faltas(texto.texto),
                *self._equivocadas(texto.texto),
            ]:
                if palabra in vistas:
                    continue
                vistas.add(palabra)
                yield self.hallazgo(
                    texto.lugar,
                    palabra,
                    "No está en el diccionario ni entre los nombres oficiales."
                    if not sugerencias
                    else "Parece mal escrita.",
                    f"Quizá «{'» o «'.join(sugerencias)}»." if sugerencias else "",
                )

    @staticmethod
    def _equivocadas(texto: str) -> Iterator[tuple[str, list[str]]]:
        """Palabras que existen, pero no en ese lugar: «se atendió platica»."""
        for falta in PALABRAS["equivocadas"]:
            antes = "|".join(falta["antes"])
            patron = rf"\b(?:{antes})\s+({falta['escrito']})\b"
            for hallada in re.finditer(patron, texto, re.IGNORECASE):
                yield hallada[1], [falta["correcto"]]
