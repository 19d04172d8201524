import django

from bench import production

if __name__ == "__main__":
    production.prepare()
    django.setup()

    from bench.run import main  # its models need Django

    main()
