"""La historia de los hechos del registro, para contar «a tal corte» sin guardar copias.

Vive aquí, y no con el registro, porque las tablas públicas no tienen historia. No lleva nombres:
para contar bastan el lugar, el sexo, la edad y el estado.
"""

import pghistory

from candidaturas.models import ActorPolitico, Candidatura, Cargo, Eleccion, Formula


def _historia(nombre: str, *campos: str):
    return pghistory.track(
        fields=["id", *campos],
        model_name=nombre,
        obj_field=pghistory.ObjForeignKey(related_name="historia"),
    )


@_historia(
    "HechoDeCandidatura",
    *("formula", "proceso", "tipo", "sexo", "edad", "reeleccion", "estado_registro", "baja_el"),
)
class CandidaturaConHistoria(Candidatura):
    class Meta:
        proxy = True


@_historia("HechoDeFormula", "eleccion", "actor", "numero")
class FormulaConHistoria(Formula):
    class Meta:
        proxy = True


@_historia("HechoDeActor", "proceso", "tipo", "nombre", "siglas", "orden")
class ActorConHistoria(ActorPolitico):
    class Meta:
        proxy = True


@_historia("HechoDeCargo", "proceso", "clave", "nombre", "orden")
class CargoConHistoria(Cargo):
    class Meta:
        proxy = True


@_historia("HechoDeEleccion", "cargo", "nombre_territorio", "orden")
class EleccionConHistoria(Eleccion):
    class Meta:
        proxy = True
