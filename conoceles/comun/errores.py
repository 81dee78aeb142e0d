"""Errores esperados: se muestran a quien los provocó. Los demás son fallas nuestras."""


class ErrorDeDominio(Exception):
    """Base de todo lo que una regla o un servicio puede rehusar; su texto es para personas."""
