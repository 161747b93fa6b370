using System.Runtime.InteropServices;
using AgentNotebook.Gpu.Leases;
using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>Asks libtorch for the device memory that it only keeps.</summary>
/// <remarks>
/// TorchSharp exposes no call that empties libtorch's cache (dotnet/TorchSharp #892, #1521), and libtorch's own is C++ without a stable symbol. So
/// the hook looks for a native symbol that takes and returns nothing: <c>THSTorchCuda_empty_cache</c> in TorchSharp's library, as its others are
/// named, or <c>torch_cuda_empty_cache</c> in a shim of the user's, which is one line:
/// <c>extern "C" void torch_cuda_empty_cache() { c10::cuda::CUDACachingAllocator::emptyCache(); }</c>. Where there is none, the
/// report says so: then only the end of the process gives the cache back, as that of a child of <c>#!sandbox --profile gpu</c>.
/// </remarks>
public sealed unsafe class TorchAllocatorHook : IAllocatorHook
{
    private static readonly string[] _symbols = ["THSTorchCuda_empty_cache", "torch_cuda_empty_cache"];
    private static readonly string[] _libraries = ["LibTorchSharp", "libLibTorchSharp.so", "LibTorchSharp.dll"];

    private readonly string? _shimLibrary;
    private readonly Lazy<TorchBackend> _backend = new(TorchBackend.Detect);
    private readonly Lazy<nint> _emptyCache;

    /// <summary>Looks for the symbol when it is first asked for.</summary>
    /// <param name="shimLibrary">Path of a library that has <c>torch_cuda_empty_cache</c>. Default: none.</param>
    public TorchAllocatorHook(string? shimLibrary = null)
    {
        _shimLibrary = shimLibrary;
        _emptyCache = new Lazy<nint>(Find);
    }

    /// <inheritdoc/>
    public string Name => "libtorch";

    /// <inheritdoc/>
    public string Limitation => _backend.Value switch
    {
        { Failure: { } failure } => $"TorchSharp's native library cannot be loaded: {failure}",
        _ when CanEmptyCache => "",
        { HasCuda: false } => "It sees no GPU; its tensors are in the process's own memory.",
        _ when _shimLibrary is not null => $"The library {_shimLibrary} cannot be loaded or has no torch_cuda_empty_cache, so its cache stays until the process ends.",
        _ => "TorchSharp has no way to empty its cache and no shim was named, so the cache stays until the process ends: run the work in a child with #!sandbox --profile gpu.",
    };

    /// <summary>Whether a native symbol was found that empties the cache.</summary>
    public bool CanEmptyCache => _emptyCache.Value != 0;

    /// <inheritdoc/>
    public void EmptyCache()
    {
        if (_emptyCache.Value is var symbol and not 0)
        {
            ((delegate* unmanaged[Cdecl]<void>)symbol)();
        }
    }

    /// <inheritdoc/>
    public void Synchronize()
    {
        if (_backend.Value.HasCuda)
        {
            torch.cuda.synchronize();
        }
    }

    /// <inheritdoc/>
    // TorchSharp does not tell.
    public AllocatorStatistics? ReadStatistics() => null;

    private nint Find()
    {
        // A shim is loaded only because the user named it; TorchSharp's own library only if it is loaded already.
        if (_shimLibrary is { } shim)
        {
            return NativeLibrary.TryLoad(shim, out var loaded) ? Symbol(loaded) : 0;
        }

        return _backend.Value.Failure is not null
            ? 0
            : _libraries.Select(name => NativeLibrary.TryLoad(name, typeof(torch).Assembly, DllImportSearchPath.AssemblyDirectory, out var library) ? Symbol(library) : 0).FirstOrDefault(found => found != 0);
    }

    private static nint Symbol(nint library) =>
        _symbols.Select(name => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0).FirstOrDefault(address => address != 0);
}
