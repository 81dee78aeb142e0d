"""Encontrar, o crear si se pidió, el cargo y la elección de un renglón."""

import re
from dataclasses import dataclass

from candidaturas.models import (
    Ambito,
    Cargo,
    Demarcacion,
    Distrito,
    Eleccion,
    Entidad,
    Municipio,
    Principio,
    ProcesoElectoral,
)
from captura.importacion.entidades import ENTIDADES, numero_de_entidad
from captura.importacion.errores import Rechazo
from captura.importacion.nombres import llano
from captura.importacion.nombres import lugar as con_mayusculas
from captura.importacion.renglones import Renglon
from captura.importacion.reporte import Notas

# Los municipios creados de un archivo que solo trae nombres llevan claves fuera de las del INE.
PRIMERA_CLAVE_PROVISIONAL = 901
_LUGAR = re.compile(r"(?:distrito\s*)?0*(\d{1,3})(?:\.0+)?(?:\s*[-–.,]?\s*(\D.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CargoConocido:
    clave: str
    nombre: str
    ambito: Ambito
    principio: Principio
    con_suplente: bool
    orden: int
    federal: bool
    formas: tuple[str, ...]


def _conocidos() -> dict[str, CargoConocido]:
    mr, rp = Principio
    filas = [
        ("presidencia-de-la-republica", "Presidencia de la República", "entidad", mr, False, True,
         ("presidencia de la republica",)),
        ("senaduria-mr", "Senaduría de mayoría relativa", "entidad", mr, True, True,
         ("senaduria mr", "senaduria federal mr")),
        ("senaduria-rp", "Senaduría de representación proporcional", "entidad", rp, True, True,
         ("senaduria rp", "senaduria federal rp")),
        ("diputacion-federal-mr", "Diputación federal de mayoría relativa", "distrito", mr, True,
         True, ("diputacion federal mr",)),
        ("diputacion-federal-rp", "Diputación federal de representación proporcional", "entidad",
         rp, True, True, ("diputacion federal rp",)),
        ("gubernatura", "Gubernatura", "entidad", mr, False, False, ("gubernatura",)),
        ("diputacion-mr", "Diputación de mayoría relativa", "distrito", mr, True, False,
         ("diputacion local mr", "diputacion mr", "diputacion_mr")),
        ("diputacion-rp", "Diputación de representación proporcional", "entidad", rp, True, False,
         ("diputacion local rp", "diputacion rp", "diputacion_rp")),
        ("presidencia-municipal", "Presidencia municipal", "municipio", mr, True, False,
         ("presidencia municipal", "ayuntamiento")),
        ("sindicatura", "Sindicatura", "municipio", mr, True, False, ("sindicatura",)),
        ("regiduria-mr", "Regiduría de mayoría relativa", "municipio", mr, True, False,
         ("regiduria mr", "regiduria")),
        ("regiduria-rp", "Regiduría de representación proporcional", "municipio", rp, True, False,
         ("regiduria rp",)),
    ]  # fmt: skip
    return {
        forma: CargoConocido(
            clave, nombre, Ambito(ambito), principio, suplente, orden, federal, formas
        )
        for orden, (clave, nombre, ambito, principio, suplente, federal, formas) in enumerate(
            filas, start=1
        )
        for forma in (*formas, llano(nombre))
    }


CARGOS = _conocidos()


class Territorio:
    """Cargos y elecciones de un proceso, en memoria mientras dura la importación."""

    def __init__(self, proceso: ProcesoElectoral, *, crear: bool):
        self.proceso, self.crear = proceso, crear
        self.creados = 0
        self._cargos = {c.clave: c for c in proceso.cargos.all()}
        self._por_nombre = {llano(c.nombre): c for c in self._cargos.values()}
        self._elecciones: dict[tuple, Eleccion] = {}
        for eleccion in Eleccion.objects.filter(cargo__proceso=proceso).select_related(
            "cargo", "distrito__demarcacion__entidad", "municipio"
        ):
            for llave in self._llaves(eleccion):
                self._elecciones[llave] = eleccion
        self._distritos_de_marco = (
            {d.numero: d for d in proceso.marco.demarcacion.distritos.all()}
            if proceso.marco_id
            else None
        )
        self._avisados: set[str] = set()

    @staticmethod
    def _llaves(eleccion: Eleccion) -> list[tuple]:
        cargo = eleccion.cargo_id
        if eleccion.distrito_id:
            distrito = eleccion.distrito
            return [(cargo, "d", distrito.demarcacion.entidad.numero, distrito.numero)]
        if eleccion.municipio_id:
            municipio = eleccion.municipio
            return [(cargo, "m", llano(municipio.nombre)), (cargo, "m", municipio.numero)]
        return [(cargo, "t", llano(eleccion.nombre_territorio))]

    def eleccion(self, renglon: Renglon, notas: Notas) -> Eleccion:
        """La elección del renglón. Lanza `Rechazo` si no está y no se pidió crearla."""
        cargo, conocido = self._cargo(renglon.cargo, notas)
        entidad = self._entidad(renglon, federal=conocido is not None and conocido.federal)
        if cargo.ambito == Ambito.DISTRITO:
            return self._de_distrito(cargo, conocido, entidad, renglon, notas)
        if cargo.ambito == Ambito.MUNICIPIO:
            return self._de_municipio(cargo, renglon, notas)
        return self._de_entidad(cargo, entidad, renglon, notas)

    def _anotar_creado(self, notas: Notas, campo: str, valor: str, detalle: str) -> None:
        self.creados += 1
        notas.cambio(campo, valor, "catálogo creado", detalle)

    # --- Cargo -------------------------------------------------------------------------------
    def _cargo(self, texto: str, notas: Notas) -> tuple[Cargo, CargoConocido | None]:
        conocido = CARGOS.get(llano(texto))
        cargo = self._por_nombre.get(llano(texto))
        if cargo is None and conocido is not None:
            cargo = self._cargos.get(conocido.clave)
        if cargo is None:
            cargo = self._crear_cargo(texto, conocido, notas)
        elif texto not in self._avisados and llano(texto) == "ayuntamiento":
            self._avisados.add(texto)
            notas.cambio(
                "cargo", texto, "cargo con otro nombre",
                f"Se leyó «{cargo.nombre}» (encabeza la planilla), aquí y en los demás renglones.",
            )  # fmt: skip
        return cargo, conocido

    def _crear_cargo(self, texto: str, conocido: CargoConocido | None, notas: Notas) -> Cargo:
        if conocido is None:
            raise Rechazo(
                "cargo", "cargo desconocido", f"«{texto}» no es un cargo que esta orden conozca."
            )
        if not self.crear:
            raise Rechazo(
                "cargo", "cargo fuera del proceso",
                f"El proceso {self.proceso.clave} no elige «{texto}»; use --crear-catalogos.",
            )  # fmt: skip
        cargo = Cargo.objects.create(
            proceso=self.proceso,
            clave=conocido.clave,
            nombre=conocido.nombre,
            ambito=conocido.ambito,
            principio=conocido.principio,
            con_suplente=conocido.con_suplente,
            orden=conocido.orden,
        )
        self._cargos[cargo.clave] = cargo
        self._anotar_creado(notas, "cargo", texto, f"Se creó el cargo «{cargo.nombre}».")
        return cargo

    # --- Lugar -------------------------------------------------------------------------------
    def _entidad(self, renglon: Renglon, *, federal: bool) -> int | None:
        texto = renglon.territorio.get("entidad", "")
        if not texto:
            return None if federal else self.proceso.entidad.numero
        numero = numero_de_entidad(texto)
        if numero is None:
            raise Rechazo("entidad", "entidad desconocida", f"«{texto}» no es una entidad.")
        if not federal and numero != self.proceso.entidad.numero:
            raise Rechazo(
                "entidad", "entidad ajena al proceso",
                f"El proceso {self.proceso.clave} es de {self.proceso.entidad}, no de "
                f"{ENTIDADES[numero]}.",
            )  # fmt: skip
        return numero

    def _exigir_crear(self, campo: str, que: str) -> None:
        if not self.crear:
            raise Rechazo(
                campo, "lugar fuera del catálogo",
                f"El proceso {self.proceso.clave} no tiene {que}; use --crear-catalogos.",
            )  # fmt: skip

    def _crear_eleccion(self, cargo: Cargo, nombre: str, notas: Notas, campo: str, **lugar):
        eleccion = Eleccion.objects.create(
            cargo=cargo,
            nombre_territorio=nombre[:120],
            orden=next(iter(lugar.values())).numero if lugar else 0,
            **lugar,
        )
        for llave in self._llaves(eleccion):
            self._elecciones[llave] = eleccion
        self._anotar_creado(notas, campo, nombre, f"Se creó la elección «{eleccion}».")
        return eleccion

    def _de_entidad(self, cargo: Cargo, entidad: int | None, renglon: Renglon, notas: Notas):
        """El estado, o la circunscripción cuando el cargo se elige por listas federales."""
        circunscripcion = renglon.territorio.get("circunscripcion", "")
        if entidad is None and circunscripcion:
            nombre, campo = (
                f"Circunscripción {circunscripcion.removesuffix('.0')}",
                "circunscripcion",
            )
        elif entidad is None:
            raise Rechazo("entidad", "sin lugar", "El renglón no dice entidad ni circunscripción.")
        else:
            propia = self.proceso.entidad
            nombre = propia.nombre if entidad == propia.numero else ENTIDADES[entidad]
            campo = "entidad"
        eleccion = self._elecciones.get((cargo.pk, "t", llano(nombre)))
        if eleccion is None:
            self._exigir_crear(campo, f"«{cargo}» en {nombre}")
            eleccion = self._crear_eleccion(cargo, nombre, notas, campo)
        return eleccion

    def _de_distrito(self, cargo, conocido, entidad: int | None, renglon: Renglon, notas: Notas):
        campo = "distrito_id" if "distrito_id" in renglon.territorio else "distrito"
        texto = renglon.territorio.get(campo, "")
        hallazgo = _LUGAR.fullmatch(texto)
        if hallazgo is None:
            raise Rechazo(campo, "sin distrito", f"No se entiende qué distrito es «{texto}».")
        if entidad is None:
            raise Rechazo(
                "entidad", "sin lugar", "El renglón no dice de qué entidad es el distrito."
            )
        numero, cabecera = int(hallazgo[1]), (hallazgo[2] or "").strip()
        eleccion = self._elecciones.get((cargo.pk, "d", entidad, numero))
        if eleccion is None:
            self._exigir_crear(campo, f"«{cargo}» en el distrito {numero} de {ENTIDADES[entidad]}")
            return self._crear_de_distrito(cargo, conocido, entidad, numero, cabecera, notas)
        registrada = eleccion.distrito.cabecera
        if cabecera and registrada and llano(cabecera) != llano(registrada):
            raise Rechazo(
                campo, "cabecera distinta",
                f"El archivo dice {cabecera} y el distrito {numero} del catálogo es de "
                f"{registrada}: puede ser otra demarcación.",
            )  # fmt: skip
        return eleccion

    def _crear_de_distrito(self, cargo, conocido, entidad, numero, cabecera, notas: Notas):
        federal = conocido is not None and conocido.federal
        if self._distritos_de_marco is not None and not federal:
            distrito = self._distritos_de_marco.get(numero)
            if distrito is None:
                raise Rechazo(
                    "distrito", "distrito fuera de la demarcación",
                    f"La demarcación del proceso no tiene distrito {numero}.",
                )  # fmt: skip
            return self._crear_eleccion(cargo, str(distrito), notas, "distrito", distrito=distrito)
        nivel = "federal" if federal else "local"
        lugar = self._obtener_entidad(entidad, notas)
        demarcacion, nueva = Demarcacion.objects.get_or_create(
            clave=f"{self.proceso.clave}-{nivel}-{entidad:02}"[:50],
            defaults={
                "nombre": f"Distritos {nivel}es de {lugar.nombre}, {self.proceso.nombre}"[:120],
                "entidad": lugar,
                "fuente": "Archivo de candidaturas importado",
            },
        )
        if nueva:
            self._anotar_creado(notas, "distrito", "", f"Se creó la demarcación «{demarcacion}».")
        distrito, nuevo = Distrito.objects.get_or_create(
            demarcacion=demarcacion,
            numero=numero,
            defaults={"cabecera": con_mayusculas(cabecera)[:80]},
        )
        if nuevo:
            self._anotar_creado(
                notas, "distrito", cabecera, f"Se creó el distrito {numero} de «{demarcacion}»."
            )
        nombre = f"{distrito}, {lugar}" if federal else str(distrito)
        return self._crear_eleccion(cargo, nombre, notas, "distrito", distrito=distrito)

    def _obtener_entidad(self, numero: int, notas: Notas) -> Entidad:
        entidad, nueva = Entidad.objects.get_or_create(
            numero=numero, defaults={"nombre": ENTIDADES[numero]}
        )
        if nueva:
            self._anotar_creado(notas, "entidad", "", f"Se creó la entidad {entidad}.")
        return entidad

    def _de_municipio(self, cargo: Cargo, renglon: Renglon, notas: Notas):
        clave = renglon.territorio.get("municipio_id", "")
        texto = renglon.territorio.get("municipio", "") or clave
        hallazgo = _LUGAR.fullmatch(clave)
        if not texto or (clave and hallazgo is None):
            raise Rechazo(
                "municipio", "sin municipio", f"No se entiende qué municipio es «{texto}»."
            )
        buscado = int(hallazgo[1]) if hallazgo else llano(texto)
        eleccion = self._elecciones.get((cargo.pk, "m", buscado))
        if eleccion is not None:
            return eleccion
        self._exigir_crear("municipio", f"«{cargo}» en el municipio {texto}")
        municipio = self._municipio(buscado, texto, notas)
        return self._crear_eleccion(
            cargo, municipio.nombre, notas, "municipio", municipio=municipio
        )

    def _municipio(self, buscado: int | str, texto: str, notas: Notas) -> Municipio:
        de_aqui = list(self.proceso.entidad.municipios.all())
        for municipio in de_aqui:
            if buscado in {municipio.numero, llano(municipio.nombre)}:
                return municipio
        if isinstance(buscado, int):
            raise Rechazo(
                "municipio", "municipio desconocido",
                f"{self.proceso.entidad} no tiene municipio {buscado} en el catálogo.",
            )  # fmt: skip
        provisional = max((m.numero + 1 for m in de_aqui), default=0)
        municipio = Municipio.objects.create(
            entidad=self.proceso.entidad,
            numero=max(provisional, PRIMERA_CLAVE_PROVISIONAL),
            nombre=con_mayusculas(texto)[:80],
        )
        self.creados += 1
        notas.duda(
            "municipio", texto, "municipio sin clave oficial",
            f"Se creó con la clave provisional {municipio.numero}, porque el archivo solo trae "
            "el nombre.",
        )  # fmt: skip
        return municipio
