"""python -m subtitler"""

from subtitler.cli.app import main

if __name__ == "__main__":
    main()
