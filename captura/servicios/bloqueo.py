"""Tomar un cuestionario, una candidatura o su lugar entero, para escribir en ellos.

Los candados se toman siempre en este orden; en otro, dos que escriben se trabarían:

1. El proceso. Lo toma para sí quien lo cierra, lo bloquea o carga su registro, que después toma lo
   demás. Los otros lo comparten, y `anotar` o sus llaves foráneas, al terminar, ya no lo esperan.
2. Sus hojas escaneadas: quien transcribe una sigue con su candidatura.
3. La fórmula: quien la pasa a otro actor la toma antes que a sus candidaturas.
4. El cuestionario: lo toma quien da un paso, y al terminar PostgreSQL comprueba que exista
5. la candidatura.

Lo unido se lee después del candado. Leído en la misma consulta es de antes de esperar: PostgreSQL
solo vuelve a mirar el renglón que bloquea, y deja fuera, o vacío, lo que ya no le corresponde.
"""

from django.db import connection
from django.db.models import QuerySet

from candidaturas.models import Candidatura, Formula
from captura.models import Adscripcion, Cuestionario, HojaEscaneada


def compartir_proceso(claves: QuerySet) -> None:
    """Hasta el fin de la transacción, nadie toma para sí los procesos de esas claves. A quien ya
    tenga uno lo espera."""
    orden, datos = claves.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM candidaturas_procesoelectoral WHERE id IN ({orden}) FOR KEY SHARE",  # noqa: S608
            datos,
        )


def bloquear(adscripcion: Adscripcion, pk: int) -> Cuestionario:
    """El cuestionario dentro del alcance de la cuenta, bloqueado hasta el fin de la transacción.

    Lanza `Cuestionario.DoesNotExist` fuera del alcance.
    """
    compartir_proceso(Candidatura.objects.filter(cuestionario=pk).values("proceso"))
    cuestionario = (
        Cuestionario.objects.visibles_para(adscripcion).select_for_update(of=("self",)).get(pk=pk)
    )
    cuestionario.candidatura = Candidatura.objects.select_related("formula__actor", "proceso").get(
        pk=cuestionario.candidatura_id
    )
    return cuestionario


def bloquear_candidatura(pk: int, *, de_paso: bool = True) -> Candidatura:
    """La candidatura y su cuestionario bloqueados: dos que firman o contestan a la vez se forman en
    fila, también con quien publica o retira el perfil.

    `de_paso`: ni se borra ni cambia de clave, así que quien solo comprueba que exista no espera.
    """
    compartir_proceso(Candidatura.objects.filter(pk=pk).values("proceso"))
    list(Cuestionario.objects.select_for_update(of=("self",)).filter(candidatura=pk))
    Candidatura.objects.select_for_update(of=("self",), no_key=de_paso).get(pk=pk)
    return Candidatura.objects.select_related(
        "formula__actor", "formula__eleccion__cargo__proceso", "proceso", "cuestionario"
    ).get(pk=pk)


def bloquear_lugar(pk: int) -> Candidatura:
    """La candidatura con todo lo suyo bloqueado, para quien la mueve o la suprime."""
    compartir_proceso(Candidatura.objects.filter(pk=pk).values("proceso"))
    hojas = HojaEscaneada.objects.select_for_update(of=("self",)).filter(candidatura=pk)
    list(hojas.order_by("pk").values_list("pk"))
    list(Formula.objects.select_for_update(of=("self",)).filter(candidaturas=pk))
    return bloquear_candidatura(pk, de_paso=False)
