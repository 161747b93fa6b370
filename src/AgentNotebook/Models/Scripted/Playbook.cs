using System.Text;

namespace AgentNotebook.Models.Scripted;

/// <summary>
/// A scripted conversation: for each model call that finishes, in order, what the model answers, after which delay and which faults.
/// </summary>
/// <remarks>
/// <code>
/// name: two rounds          # optional
/// steps:
///   - role: plan            # plan | write | diagnose | revise | explain
///     delay: 200ms          # optional; also 2s, 1m
///     faults:               # optional: each call throws the next of these until none is left, then the reply comes
///       - { status: 429, message: Too many requests, retry-after: 2s }
///     usage: { input: 420, output: 60, cost: 0.0021 }   # optional: what the call seems to cost
///     reply:
///       plan: Count the letters.
///       assumptions:        # optional
///         - { name: case, question: Do capitals count?, value: They do. }
///       code: |             # not here when the playbook has steps of the role write
///         "abc".Lenght
///   - role: revise
///     reply: { code: '"abc".Length', explanation: Lenght is spelled Length. }
///   - role: revise
///     give-up: I know no further.
/// </code>
/// The other roles reply with <c>{ code, explanation }</c> (write), <c>{ diagnosis, facts: [] }</c> (diagnose) and <c>{ explanation }</c> (explain).
/// The model plays the roles that have steps: with a step of the role write each plan is followed by one, with a step of the role diagnose each
/// revision is preceded by one. Where there are several plans, the controller may ask for another strategy: the next step is then a plan.
/// A fault has <c>status</c>, or <c>failure</c> such as <c>content-refused</c> where no status would tell.
/// A last step may have <c>fault:</c> in place of a reply: every call throws it.
/// </remarks>
public sealed class Playbook
{
    /// <summary>Largest playbook that is read.</summary>
    /// <value>1 MiB, in bytes.</value>
    public const int MaximumBytes = 1 << 20;

    private Playbook(string name, IReadOnlyList<PlaybookStep> steps)
    {
        Name = name;
        Steps = steps;
    }

    /// <summary>Its <c>name</c>, or the name of the file it came from, without its folder.</summary>
    public string Name { get; }

    /// <summary>How many calls it answers.</summary>
    public int Count => Steps.Count;

    internal IReadOnlyList<PlaybookStep> Steps { get; }

    /// <summary>Reads a playbook file.</summary>
    /// <exception cref="PlaybookException">It cannot be read, is too large, is not UTF-8 or is not well formed.</exception>
    public static Playbook Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var buffer = new byte[MaximumBytes + 1];
            var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (read > MaximumBytes)
            {
                throw TooLarge(path);
            }

            var bytes = buffer.AsSpan(0, read);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
            return Parse(text, path);
        }
        catch (DecoderFallbackException exception)
        {
            throw new PlaybookException(path, 0, 0, "The playbook is not UTF-8 text.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PlaybookException(path, 0, 0, "The playbook cannot be read: " + exception.Message, exception);
        }
    }

    /// <summary>Reads a playbook from text.</summary>
    /// <param name="yaml">The playbook.</param>
    /// <param name="file">What error messages call it.</param>
    /// <exception cref="PlaybookException">It is too large or not well formed.</exception>
    public static Playbook Parse(string yaml, string file)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(file);
        if (yaml.Length > MaximumBytes)
        {
            throw TooLarge(file);
        }

        var root = new PlaybookMap(file, "The playbook", new PlaybookReader(file).Read(yaml), "name", "steps");
        var steps = root.Value("steps");
        if (steps.Items is not { Count: > 0 } items)
        {
            throw root.At(steps, "'steps' must be a list with at least one step.");
        }

        var parser = new PlaybookStepParser(file);
        List<PlaybookStep> parsed = [.. items.Select((item, i) => parser.Step(item, i, items.Count))];
        new PlaybookOrder(file).Check(parsed);
        return new Playbook(root.Has("name") ? root.Text("name").Trim() : Path.GetFileName(file), parsed);
    }

    private static PlaybookException TooLarge(string file) =>
        new(file, 0, 0, $"The playbook is larger than {MaximumBytes} bytes. Split it, or shorten its replies.");
}
