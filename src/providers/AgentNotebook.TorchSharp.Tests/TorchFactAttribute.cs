using TorchSharp;

namespace AgentNotebook.TorchSharp.Tests;

/// <summary>A test that computes with libtorch on the CPU; skipped, with what is missing, where its native library cannot be loaded.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> _whyNot = new(Try);

    public TorchFactAttribute() => Skip = _whyNot.Value;

    private static string? Try()
    {
        try
        {
            using var one = torch.ones(1);
            return null;
        }
        catch (Exception exception)
        {
            return $"libtorch cannot be loaded here. On Linux, TorchSharp 0.107 needs a C++ library with GLIBCXX_3.4.32, that of GCC 13: Debian 13, Ubuntu 24.04 or Fedora 38 have it. What it says: {exception.GetBaseException().Message.Split('\n')[0]}";
        }
    }
}
