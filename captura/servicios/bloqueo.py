"""Tomar un cuestionario para escribir: dentro del alcance y con el renglón bloqueado."""

from captura.models import Adscripcion, Cuestionario


def bloquear(adscripcion: Adscripcion, pk: int) -> Cuestionario:
    """El cuestionario dentro del alcance de la cuenta, bloqueado hasta el fin de la transacción.

    Lanza `Cuestionario.DoesNotExist` fuera del alcance.
    """
    return (
        Cuestionario.objects.visibles_para(adscripcion)
        .select_related("candidatura__formula__actor", "candidatura__proceso")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
