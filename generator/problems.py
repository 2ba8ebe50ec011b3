"""What stops a generation: a message for the person who edits the document, never a traceback."""


class GeneratorError(Exception):
    """The document, the configuration or the output directory cannot be used as it is."""


class ConfigError(GeneratorError):
    """The configuration file says something the generator does not understand."""


class DocumentError(GeneratorError):
    """The document cannot be read or contradicts itself."""


class LintError(GeneratorError):
    """The document breaks rules; each finding names the rule, the line and what to do."""


class EngineError(GeneratorError):
    """openapi-python-client could not read a part of the document and would have left it out."""


class LoweringError(GeneratorError):
    """The document uses something that the generated client has no exact form for."""


class FormatError(GeneratorError):
    """ruff could not read what the templates wrote."""


class OutputError(GeneratorError):
    """The directory to write to holds what the generator did not write."""
