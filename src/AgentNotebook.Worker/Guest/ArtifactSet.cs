using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Worker;

namespace AgentNotebook.Guest;

/// <summary>Where a run leaves what it made. Each artifact has a name of its own and is handed over when it is finished.</summary>
/// <remarks>
/// Names have 1 to 255 characters, hold neither path separators nor control characters and differ in more than letter case; number and total size
/// are limited. What breaks a rule is refused with an <see cref="ArgumentException"/> (the name) or an <see cref="InvalidOperationException"/> (a limit).
/// </remarks>
public sealed class ArtifactSet
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Answers _answers;
    private readonly long _most;
    private readonly int _mostCount;
    private long _taken;

    internal ArtifactSet(Answers answers, long most, int mostCount) => (_answers, _most, _mostCount) = (answers, most, mostCount);

    /// <summary>Saves text, as UTF-8.</summary>
    /// <param name="name">The artifact's name, such as <c>plot.svg</c>.</param>
    /// <param name="text">The text.</param>
    public void Save(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Save(name, Encoding.UTF8.GetBytes(text).AsSpan());
    }

    /// <summary>Saves bytes.</summary>
    /// <param name="name">The artifact's name, such as <c>plot.png</c>.</param>
    /// <param name="bytes">The bytes.</param>
    public void Save(string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Save(name, bytes.AsSpan());
    }

    /// <summary>Saves bytes.</summary>
    /// <param name="name">The artifact's name, such as <c>plot.png</c>.</param>
    /// <param name="bytes">The bytes.</param>
    public void Save(string name, ReadOnlySpan<byte> bytes)
    {
        DemandRoom(bytes.Length);
        using var artifact = Begin(name);
        artifact.Write(bytes);
    }

    /// <summary>Saves what is left of a stream.</summary>
    /// <param name="name">The artifact's name.</param>
    /// <param name="content">The stream, read from where it is to its end and left open.</param>
    public void Save(string name, Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Fill(name, content.CopyTo);
    }

    /// <summary>Saves a value as JSON, in the form in which results are written.</summary>
    /// <param name="name">The artifact's name, such as <c>table.json</c>.</param>
    /// <param name="value">The value.</param>
    public void SaveJson(string name, object? value) => Fill(name, artifact => JsonSerializer.Serialize(artifact, value, value?.GetType() ?? typeof(object), ValueOptions.Json));

    /// <summary>Begins an artifact that is written bit by bit.</summary>
    /// <param name="name">The artifact's name.</param>
    /// <returns>A stream that can only be written. Disposing it finishes the artifact; one that is never disposed, or that met a limit, is not kept.</returns>
    public Stream Create(string name) => Begin(name);

    /// <exception cref="InvalidOperationException">They are more than is left.</exception>
    internal void Take(int bytes)
    {
        lock (_gate)
        {
            DemandRoom(bytes);
            _taken += bytes;
        }
    }

    // What fails half way leaves no half an artifact.
    private void Fill(string name, Action<Stream> write)
    {
        using var artifact = Begin(name);
        try
        {
            write(artifact);
        }
        catch
        {
            artifact.Abandon();
            throw;
        }
    }

    private ArtifactStream Begin(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (ExchangeName.Problem(name) is { } problem)
        {
            throw new ArgumentException($"The artifact's name '{Cut.Text(name, ExchangeName.MaximumLength)}' {problem}.", nameof(name));
        }

        lock (_gate)
        {
            if (_names.Contains(name))
            {
                throw new ArgumentException($"There is an artifact '{name}' already; give each a name of its own. Letter case makes no difference.", nameof(name));
            }

            if (_names.Count >= _mostCount)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A run may save {_mostCount:N0} artifacts; '{name}' would be one more."));
            }

            var number = _names.Count;
            _names.Add(name);
            _answers.Say(FrameKind.ArtifactBegin, ArtifactMessage.Begin(number, name));
            return new ArtifactStream(this, _answers, number);
        }
    }

    private void DemandRoom(int bytes)
    {
        lock (_gate)
        {
            if (bytes > _most - _taken)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The artifacts of a run may hold {_most:N0} bytes together; {_taken:N0} are taken, and {bytes:N0} more are too many."));
            }
        }
    }
}
