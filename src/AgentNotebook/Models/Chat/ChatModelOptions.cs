namespace AgentNotebook.Models.Chat;

/// <summary>Limits and habits of a <see cref="ChatAgentModel"/>.</summary>
public sealed record ChatModelOptions
{
    internal static ChatModelOptions Default { get; } = new();

    /// <summary>How freely the model chooses its words in the ordinary course; <see langword="null"/> leaves it to the endpoint.</summary>
    /// <value>Default 0.2; 0 to 2.</value>
    public float? Temperature { get; init; } = 0.2f;

    /// <summary>The same once the controller has asked for another strategy: the way it chose so far led nowhere.</summary>
    /// <value>Default 0.8; 0 to 2.</value>
    public float? ChangedTemperature { get; init; } = 0.8f;

    /// <summary>Tokens that the model may write in one reply; <see langword="null"/> leaves it to the endpoint.</summary>
    /// <value>Default <see langword="null"/>; at least 1.</value>
    public int? MaxOutputTokens { get; init; }

    /// <summary>What a reply may be long. A longer one is broken off.</summary>
    /// <value>Characters; default 256 Ki; at least 1.</value>
    public int MaxReplyChars { get; init; } = 256 << 10;

    /// <summary>Time from one piece of a reply to the next, and from the question to the first.</summary>
    /// <value>Default 60 s; more than zero.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time for a whole reply. A repair round has its own.</summary>
    /// <value>Default 5 min; more than zero.</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a model is shown what is wrong with the form of its reply before that is a fault.</summary>
    /// <value>Default 1; 0 to 10.</value>
    public int RepairRounds { get; init; } = 1;

    /// <summary>Tokens of a prompt that the memory of the run may take.</summary>
    /// <value>Default 6,000; at least 100.</value>
    public int MemoryTokens { get; init; } = 6_000;

    /// <summary>What a prompt shows of the output, and of the result, of an attempt.</summary>
    /// <value>Characters; default 4,000; at least 100.</value>
    public int MaxOutputShown { get; init; } = 4_000;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate()
    {
        foreach (var temperature in new[] { Temperature, ChangedTemperature })
        {
            if (temperature is not null and not (>= 0 and <= 2))
            {
                throw new ArgumentOutOfRangeException(nameof(Temperature), temperature, "A temperature is a number from 0 to 2.");
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOutputTokens ?? 1, 1, nameof(MaxOutputTokens));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReplyChars, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(RepairRounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RepairRounds, 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(MemoryTokens, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOutputShown, 100);
    }
}
