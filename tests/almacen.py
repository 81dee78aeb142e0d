"""Redis como recién encendido: ni lo que guardó otra prueba ni lo que se recuerda de él."""

from conoceles.comun import almacen, cache_publico


def vaciar_redis() -> None:
    almacen.intentar(lambda r: r.flushdb(), si_falla=None, siempre=True)
    almacen._caido_hasta.clear()
    cache_publico._memoria.volver_a_preguntar()
