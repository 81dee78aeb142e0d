"""Lo que se repite en las entradas de la captura."""

from conoceles.comun.mapa_de_datos import SU_ACTOR, UTTAI, Conservacion, Grupo, Titular

# El perfil lo ven la persona, su actor y quien lo revisa.
EXPEDIENTE = SU_ACTOR | UTTAI
SECRETO = "Es un secreto: quien lo tuviera podría entrar en su lugar."


def quien(campos: str) -> Grupo:
    """La cuenta que hizo algo: una clave, que al suprimirse la cuenta ya no dice quién."""
    return Grupo(
        campos, Conservacion.RASTRO, titular=Titular.QUIEN_ACTUA, finalidad="Saber quién lo hizo"
    )
