using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>What TorchSharp finds on this machine.</summary>
/// <param name="Failure">Why its native library cannot be used; <see langword="null"/> when it can.</param>
/// <param name="HasCuda">Whether it sees a GPU.</param>
/// <param name="CudaDevices">How many.</param>
internal sealed record TorchBackend(string? Failure, bool HasCuda, int CudaDevices)
{
    private const int LongestFailure = 300;

    public static TorchBackend Detect()
    {
        try
        {
            return torch.cuda.is_available() ? new TorchBackend(null, true, torch.cuda.device_count()) : new TorchBackend(null, false, 0);
        }
        catch (Exception exception)
        {
            // TorchSharp reports in many lines what it has tried.
            var said = exception.GetBaseException().Message.Split('\n')[0].Trim();
            return new TorchBackend(said.Length <= LongestFailure ? said : said[..LongestFailure] + "…", false, 0);
        }
    }
}
