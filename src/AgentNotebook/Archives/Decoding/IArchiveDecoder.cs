namespace AgentNotebook.Archives.Decoding;

/// <summary>
/// Code of a provider that makes a tar of archives in other formats, to be registered with <see cref="ArchiveDecoders"/>. One in an assembly of its own needs
/// a public constructor without parameters to be found.
/// </summary>
/// <remarks>
/// The code does not run in this process: its assemblies are handed to the sandboxed worker, which loads them from memory, calls
/// <see cref="EntryMethod"/> of <see cref="EntryType"/>, and reads what comes back as strictly as any other tar, with the same policy, limits and all-or-nothing.
/// </remarks>
public interface IArchiveDecoder
{
    /// <summary>The formats it reads.</summary>
    IReadOnlyList<ArchiveSignature> Signatures { get; }

    /// <summary>Paths of the assemblies the worker is given, with everything they need besides the framework; the first holds <see cref="EntryType"/>.</summary>
    IReadOnlyList<string> Assemblies { get; }

    /// <summary>Full name of the static class with <see cref="EntryMethod"/>. In the worker it can use the framework and <see cref="Assemblies"/>, and nothing of the library.</summary>
    string EntryType { get; }

    /// <summary>
    /// Name of a static method <c>Stream (string format, Stream archive, Func&lt;string, string, string, Exception&gt; refusal)</c>. It is given one of
    /// the formats of <see cref="Signatures"/> and the archive, which can seek, and returns a tar that is read forward to its end. An archive that breaks a
    /// rule ends in an exception that <c>refusal(rule, message, entry)</c> makes: the name of an <see cref="ArchiveRule"/>, one sentence, and the name of
    /// the entry that is meant, or an empty text. An <see cref="EndOfStreamException"/> means <see cref="ArchiveRule.Truncated"/>, any other exception
    /// <see cref="ArchiveRule.BadData"/>.
    /// </summary>
    string EntryMethod { get; }
}
