"""Qué elecciones vota quien no lo hace en su casilla el día de la jornada: lo fija el proceso."""

from dataclasses import dataclass

from candidaturas.boleta import Contienda, contiendas_de
from candidaturas.models import Cargo, ProcesoElectoral
from candidaturas.registro import registro_de

# Los nombres y la explicación son nuestros; qué cargos se votan es un parámetro con su cita.
FORMAS = (
    (
        "extranjero",
        "cargos_en_el_extranjero",
        "Desde el extranjero",
        "Para quien vive fuera del país y se inscribió en la lista correspondiente.",
    ),
    (
        "anticipado",
        "cargos_en_voto_anticipado",
        "Voto anticipado",
        "Para quien no puede salir de su domicilio y pidió votar antes de la jornada.",
    ),
    (
        "prision-preventiva",
        "cargos_en_prision_preventiva",
        "En prisión preventiva",
        "Para quien está en prisión preventiva, sin sentencia, y quedó en la lista del centro.",
    ),
)


@dataclass(frozen=True, slots=True)
class Forma:
    """`generales` se votan igual en todo el estado; de `locales` cada quien vota la de su sección.

    Sin cargos: el instituto todavía no ha registrado cuáles son.
    """

    clave: str
    nombre: str
    explicacion: str
    cita: str
    generales: list[Contienda]
    locales: list[Cargo]


def formas(proceso: ProcesoElectoral) -> list[Forma]:
    citas = {p.clave: p.cita for p in proceso.parametros.all()}
    cargos = {c.clave: c for c in Cargo.objects.filter(proceso=proceso)}
    registro = registro_de(proceso)
    elecciones = registro.elecciones.values()
    halladas = []
    for clave, parametro, nombre, explicacion in FORMAS:
        suyos = [cargos[c] for c in proceso.parametro(parametro) or () if c in cargos]
        estatales = {c.pk for c in suyos if c.ambito == "entidad"}
        halladas.append(
            Forma(
                clave,
                nombre,
                explicacion,
                citas.get(parametro, ""),
                contiendas_de(
                    proceso,
                    [e for e in elecciones if e.cargo_id in estatales],
                    registro.actores,
                ),
                [c for c in suyos if c.ambito != "entidad"],
            )
        )
    return halladas
