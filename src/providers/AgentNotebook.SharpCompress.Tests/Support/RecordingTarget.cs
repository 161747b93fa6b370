using System.Security.Cryptography;
using System.Text;
using AgentNotebook.Archives.Extracting;

namespace AgentNotebook.SharpCompress.Tests.Support;

/// <summary>Writes down what would be written.</summary>
internal sealed class RecordingTarget : IExtractionTarget
{
    private readonly StringBuilder _said = new();
    private readonly IncrementalHash _content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void AddFolder(string path) => _said.Append("folder ").AppendLine(path);

    public void BeginFile(string path, UnixFileMode mode) => _said.Append("file ").Append(path).Append(' ').Append(mode);

    public void Write(ReadOnlySpan<byte> bytes) => _content.AppendData(bytes);

    public void Skip(long bytes) => _said.Append(" hole ").Append(bytes);

    public void EndFile(DateTimeOffset? modified) => _said.Append(' ').AppendLine(Convert.ToHexString(_content.GetHashAndReset()));

    public void AddSymbolicLink(string path, string target, DateTimeOffset? modified) => _said.AppendLine($"link {path} to {target}");

    public void AddHardLink(string path, string file) => _said.AppendLine($"{path} is {file}");

    public void Complete(IReadOnlyList<(string Path, DateTimeOffset Modified)> folders, IReadOnlyList<string> links)
    {
    }

    public override string ToString() => _said.ToString();
}
