using System.Text.Json.Serialization;

namespace AgentNotebook.Tool.Bench.Kernel;

/// <summary>What the client measured of one kernel.</summary>
internal sealed record KernelFigures
{
    /// <summary>Milliseconds from starting the process to its answer to kernel_info_request.</summary>
    [JsonPropertyName("start")]
    public required IReadOnlyList<double> Start { get; init; }

    /// <summary>Milliseconds of the first cell, a second after the kernel was found idle.</summary>
    [JsonPropertyName("first")]
    public required IReadOnlyList<double> First { get; init; }

    /// <summary>Milliseconds of each of many trivial cells, in order.</summary>
    [JsonPropertyName("cells")]
    public required IReadOnlyList<double> Cells { get; init; }

    /// <summary>Milliseconds of a cell that prints 10,000 lines.</summary>
    [JsonPropertyName("lines")]
    public required IReadOnlyList<double> Lines { get; init; }

    /// <summary>Milliseconds of a cell that shows 10 MiB.</summary>
    [JsonPropertyName("big")]
    public required IReadOnlyList<double> Big { get; init; }

    /// <summary>Milliseconds of a completion.</summary>
    [JsonPropertyName("complete")]
    public required IReadOnlyList<double> Complete { get; init; }

    /// <summary>Resident memory in MB after so many cells.</summary>
    [JsonPropertyName("memory")]
    public required IReadOnlyDictionary<string, double> Memory { get; init; }

    /// <summary>How many answers were looked at.</summary>
    [JsonPropertyName("asked")]
    public required int Asked { get; init; }

    /// <summary>Those that were wrong.</summary>
    [JsonPropertyName("wrong")]
    public required IReadOnlyList<string> Wrong { get; init; }
}
