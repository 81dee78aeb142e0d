"""Tomar un cuestionario, o el lugar entero de una persona, para escribir en él.

Lo unido se lee después del candado. Leído en la misma consulta es de antes de esperar: PostgreSQL
solo vuelve a mirar el renglón que bloquea, y deja fuera, o vacío, lo que ya no le corresponde.
"""

from candidaturas.models import Candidatura, Formula
from captura.models import Adscripcion, Cuestionario


def bloquear(adscripcion: Adscripcion, pk: int) -> Cuestionario:
    """El cuestionario dentro del alcance de la cuenta, bloqueado hasta el fin de la transacción.

    Lanza `Cuestionario.DoesNotExist` fuera del alcance.
    """
    cuestionario = (
        Cuestionario.objects.visibles_para(adscripcion).select_for_update(of=("self",)).get(pk=pk)
    )
    cuestionario.candidatura = Candidatura.objects.select_related("formula__actor", "proceso").get(
        pk=cuestionario.candidatura_id
    )
    return cuestionario


def bloquear_lugar(pk: int) -> Candidatura:
    """La candidatura con todo lo suyo bloqueado, para quien la mueve o la suprime.

    En este orden: la fórmula la toma primero quien la pasa a otro actor; el cuestionario, quien da
    un paso, que al terminar comprueba que la candidatura exista. En otro orden se trabarían.
    """
    list(Formula.objects.select_for_update(of=("self",)).filter(candidaturas=pk))
    list(Cuestionario.objects.select_for_update(of=("self",)).filter(candidatura=pk))
    Candidatura.objects.select_for_update(of=("self",)).get(pk=pk)
    return Candidatura.objects.select_related(
        "formula__actor", "formula__eleccion__cargo__proceso", "proceso", "cuestionario"
    ).get(pk=pk)
