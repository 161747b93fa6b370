namespace AgentNotebook.Magics;

/// <summary>What a magic's parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>Nothing: it is there or not.</summary>
    Flag,

    /// <summary>A word, or a text in double quotes, in which <c>\"</c> stands for a quote and <c>\\</c> for a backslash.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number above zero, with or without a decimal point.</summary>
    Number,

    /// <summary>A name, an equals sign and a value, without spaces around the sign. <see cref="MagicParameter.Choices"/> are those of the name.</summary>
    Assignment,

    /// <summary>A time such as <c>500ms</c>, <c>30s</c>, <c>5m</c> or <c>1h</c>.</summary>
    Duration,

    /// <summary>A size such as <c>512MiB</c> or <c>2GiB</c>.</summary>
    Bytes,
}
