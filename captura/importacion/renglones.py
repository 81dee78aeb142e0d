"""De las celdas de un renglón a lo que ese renglón dice, todavía sin consultar la base."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from candidaturas.models import ContenidoCurricular, ProcesoElectoral, TipoDeCandidatura
from captura.conteo import contar
from captura.importacion import valores
from captura.importacion.encabezados import FEDERAL, LISTA, PREP
from captura.importacion.lectura import Archivo
from captura.importacion.limpieza import limpiar
from captura.importacion.nombres import llano, nombre_propio
from captura.importacion.reporte import Notas, Reporte

LARGO_DE_NOMBRE = 160
_INDEPENDIENTE = re.compile(r"ci ?(\d+)|candidatura independiente(?: (\d+))?|independiente", re.I)
_LUGARES = ("entidad", "distrito", "circunscripcion", "municipio", "municipio_id", "distrito_id")
_AMBITOS = {"estado": "entidad", "municipio": "municipio_id"}


@dataclass(frozen=True, slots=True)
class Postulante:
    """Quien postula, como lo dice el archivo: un nombre, o los partidos que se unen."""

    nombre: str = ""
    siglas: tuple[str, ...] = ()
    independiente: bool = False


@dataclass(frozen=True, slots=True)
class Renglon:
    fila: int
    cargo: str
    territorio: dict[str, str]
    postulante: Postulante
    numero: int | None
    nombre: str
    tipo: str
    folio: str = ""
    sexo: str = ""
    edad: int | None = None
    contenido: dict = field(default_factory=dict)
    # Filas que se sumaron a esta candidatura, en los archivos con una fila por partido.
    sumadas: tuple[int, ...] = ()

    def firma(self) -> bytes:
        """Para reconocer un renglón repetido sin guardar sus textos."""
        datos = [self.folio, self.sexo, self.edad, self.contenido]
        return hashlib.blake2b(json.dumps(datos, sort_keys=True).encode(), digest_size=16).digest()


class Lector:
    """Convierte los renglones de un archivo. Cuenta los que lee y los que rehúsa."""

    def __init__(self, archivo: Archivo, proceso: ProcesoElectoral, reporte: Reporte):
        self.archivo, self.reporte = archivo, reporte
        self.renglones = self.rechazados = 0
        self._con_espacios = proceso.parametro("contar_espacios")
        propuesta, largo = proceso.parametro("propuesta_maximo"), proceso.parametro("texto_maximo")
        self._limites = dict.fromkeys(ContenidoCurricular.PROPUESTAS, propuesta) | dict.fromkeys(
            ContenidoCurricular.TEXTOS_LARGOS, largo
        )
        self._curso_maximo = proceso.parametro("curso_maximo")
        self._territorios: dict[tuple[str, ...], dict[str, str]] = {}
        self._coaliciones_dichas: set[tuple[str, str]] = set()

    def notas(self, fila: int) -> Notas:
        return Notas(self.reporte, fila, self.archivo.columnas)

    def leer(self) -> Iterator[Renglon]:
        renglones = self._de_uno_en_uno()
        return self._agrupar(renglones) if self.archivo.formato.por_partido else renglones

    def _de_uno_en_uno(self) -> Iterator[Renglon]:
        for fila, celdas, problema in self.archivo.renglones():
            self.renglones += 1
            notas = self.notas(fila)
            if problema:
                notas.rechazo("", "", "columnas de más o de menos", problema)
            else:
                renglon = self.leer_renglon(fila, celdas, notas)
            if notas.rechazado:
                self.rechazados += 1
                continue
            yield renglon

    def leer_renglon(self, fila: int, celdas: dict[str, str], notas: Notas) -> Renglon:
        formato = self.archivo.formato
        nombre = self._nombre(celdas.get("nombre", ""), notas)
        de_origen = formato in (LISTA, PREP)
        return Renglon(
            fila=fila,
            cargo=self._cargo(celdas, notas),
            territorio=self._territorio(celdas),
            postulante=self._postulante(celdas, notas),
            numero=valores.entero(
                limpiar(celdas.get("numero", ""), notas, "numero"), notas, "numero"
            ),
            nombre=nombre,
            # Estas listas solo traen a quien encabeza la fórmula o la planilla.
            tipo=TipoDeCandidatura.PROPIETARIA
            if de_origen
            else valores.tipo(limpiar(celdas.get("tipo", ""), notas, "tipo"), notas),
            folio=celdas.get("folio", "").strip()[:40],
            sexo=valores.sexo(
                limpiar(celdas.get("sexo", ""), notas, "sexo"),
                notas,
                eme_es_mujer=formato is FEDERAL,
            ),
            edad=valores.edad(limpiar(celdas.get("edad", ""), notas, "edad"), notas),
            contenido=self.contenido(celdas, notas),
        )

    def _nombre(self, crudo: str, notas: Notas) -> str:
        nombre = limpiar(crudo, notas, "nombre")
        if not nombre:
            notas.rechazo("nombre", crudo, "sin nombre", "El renglón no dice de quién es.")
            return ""
        if len(nombre) > LARGO_DE_NOMBRE:
            notas.rechazo(
                "nombre", nombre, "nombre largo", f"Pasa de {LARGO_DE_NOMBRE} caracteres."
            )
        elif any(c.isdigit() for c in nombre) or " " not in nombre:
            notas.duda("nombre", nombre, "nombre extraño", "Trae cifras o una sola palabra.")
        propio = nombre_propio(nombre)
        if propio != nombre:
            notas.cambio("nombre", nombre, "nombre en mayúsculas", f"Queda «{propio}».")
        return propio

    def _cargo(self, celdas: dict[str, str], notas: Notas) -> str:
        if self.archivo.formato is PREP:
            if "municipio_id" in self.archivo.columnas:
                return "ayuntamiento"
            return "diputacion_mr" if "distrito_id" in self.archivo.columnas else "gubernatura"
        cargo = limpiar(celdas.get("cargo", ""), notas, "cargo")
        if not cargo:
            notas.rechazo("cargo", "", "sin cargo", "El renglón no dice a qué cargo aspira.")
        return cargo

    def _territorio(self, celdas: dict[str, str]) -> dict[str, str]:
        """Solo sirve para buscar el lugar: «No aplica» aquí no es un dato que se pierda."""
        if self.archivo.formato is LISTA:
            ambito = llano(celdas.get("ambito", ""))
            campo = "distrito_id" if ambito.startswith("distrito") else _AMBITOS.get(ambito, "")
            return {campo: celdas.get("ambito_id", "").strip()} if campo else {}
        crudos = tuple(celdas.get(campo, "") for campo in _LUGARES)
        if crudos not in self._territorios:
            mudas = Notas(Reporte(), 0, {})
            leidos = {c: limpiar(v, mudas, c) for c, v in zip(_LUGARES, crudos, strict=True)}
            self._territorios[crudos] = {c: v for c, v in leidos.items() if v}
        return self._territorios[crudos]

    # --- Quién postula -----------------------------------------------------------------------
    def _postulante(self, celdas: dict[str, str], notas: Notas) -> Postulante:
        campo = "partidos" if self.archivo.formato in (LISTA, PREP) else "actor"
        nombre = limpiar(celdas.get(campo, ""), notas, campo)
        sin_punto = nombre.rstrip(". ")
        if sin_punto != nombre:
            notas.cambio(campo, nombre, "punto final", f"Se leyó «{sin_punto}».")
        if not sin_punto:
            notas.rechazo(campo, nombre, "sin actor político", "El renglón no dice quién postula.")
            return Postulante()
        if hallazgo := _INDEPENDIENTE.fullmatch(llano(sin_punto)):
            return Postulante(hallazgo[1] or hallazgo[2] or "", independiente=True)
        if campo == "partidos":
            return Postulante(siglas=tuple(sin_punto.split()))
        if self.archivo.formato is FEDERAL:
            return self._postulante_federal(sin_punto, celdas, notas)
        return Postulante(sin_punto)

    def _postulante_federal(self, nombre: str, celdas: dict, notas: Notas) -> Postulante:
        """`Partido` nombra a quien postula. `Coalicion` acompaña también a los partidos que van por
        su cuenta en ese distrito o lista, y entonces no postula."""
        partidos = limpiar(celdas.get("partidos", ""), notas, "partidos")
        coalicion = limpiar(celdas.get("coalicion", ""), notas, "coalicion").rstrip(". ")
        siglas = tuple(s.strip() for s in partidos.split("-") if s.strip())
        if (
            coalicion
            and coalicion != nombre
            and (nombre, coalicion) not in self._coaliciones_dichas
        ):
            self._coaliciones_dichas.add((nombre, coalicion))
            notas.duda(
                "coalicion", coalicion, "coalición que no postula",
                f"Partido y PartidosCoalicion dicen «{nombre}»: se tomó al partido como quien "
                "postula, en este y en los demás renglones iguales.",
            )  # fmt: skip
        return Postulante(nombre, siglas if len(siglas) > 1 else ())

    # --- Lo curricular -----------------------------------------------------------------------
    def contenido(self, celdas: dict[str, str], notas: Notas) -> dict:
        """Solo los campos cuya columna existe: lo que el archivo no trae no borra nada."""
        contenido = {}
        for campo in ContenidoCurricular.CAMPOS:
            if campo not in self.archivo.columnas:
                continue
            crudo = celdas.get(campo, "")
            en_renglones = campo in self._limites or campo in {"cursos", "redes", "telefonos"}
            texto = limpiar(crudo, notas, campo, con_renglones=en_renglones) if crudo else ""
            contenido[campo] = self._valor(campo, texto, notas)
        return contenido

    def _valor(self, campo: str, texto: str, notas: Notas):
        if campo in self._limites:
            self._medir(campo, texto, self._limites[campo], notas)
            return texto
        if campo == "cursos":
            cursos = [c for c in texto.split("\n") if c]
            for curso in cursos:
                self._medir(campo, curso, self._curso_maximo, notas)
            return cursos
        return _LEER[campo](texto, notas)

    def _medir(self, campo: str, texto: str, maximo: int, notas: Notas) -> None:
        largo = contar(texto, con_espacios=self._con_espacios) if len(texto) >= maximo else 0
        if largo > maximo:
            notas.duda(
                campo, texto, "texto largo", f"Lleva {largo} caracteres y el límite es {maximo}; "
                "se conserva completo.",
            )  # fmt: skip
        elif largo == maximo:
            notas.duda(
                campo, texto, "texto justo en el límite",
                f"Mide exactamente {maximo}: pudo llegar cortado.",
            )  # fmt: skip

    # --- Una fila por partido ----------------------------------------------------------------
    def _agrupar(self, renglones: Iterable[Renglon]) -> Iterator[Renglon]:
        """La misma persona en el mismo lugar, por varios partidos, es una candidatura."""
        grupos: dict[tuple, list[Renglon]] = {}
        for renglon in renglones:
            lugar = tuple(sorted(renglon.territorio.items()))
            quien = renglon.postulante if renglon.postulante.independiente else None
            grupos.setdefault((lugar, llano(renglon.nombre), quien), []).append(renglon)
        for grupo in grupos.values():
            primero = grupo[0]
            siglas = [s for r in grupo for s in r.postulante.siglas]
            if len({r.nombre for r in grupo}) > 1:
                self.notas(primero.fila).duda(
                    "nombre", primero.nombre, "nombre escrito de varias formas",
                    f"Filas {', '.join(str(r.fila) for r in grupo)}; se guardó la primera.",
                )  # fmt: skip
            repetidas = sorted({s for s in siglas if siglas.count(s) > 1})
            if repetidas:
                self.notas(primero.fila).duda(
                    "partidos", " ".join(repetidas), "partido repetido",
                    "El mismo partido aparece dos veces con la misma persona; cuenta una.",
                )  # fmt: skip
            if len(grupo) > 1:
                self.notas(primero.fila).cambio(
                    "partidos", " ".join(siglas), "candidatura de varios partidos",
                    f"Las filas {', '.join(str(r.fila) for r in grupo)} son una candidatura.",
                )  # fmt: skip
            yield replace(
                primero,
                postulante=replace(primero.postulante, siglas=tuple(dict.fromkeys(siglas))),
                sumadas=tuple(r.fila for r in grupo[1:]),
            )


_LEER = {
    "casas_campana": valores.domicilios,
    "telefonos": valores.telefonos,
    "correos": valores.correos,
    "pagina_web": valores.pagina_web,
    "redes": lambda texto, notas: valores.direcciones(texto, notas, "redes"),
    "escolaridad": valores.escolaridad,
    "estatus_escolaridad": valores.estatus,
}
